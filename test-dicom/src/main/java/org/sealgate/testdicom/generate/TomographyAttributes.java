package org.sealgate.testdicom.generate;

import java.util.Locale;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/**
 * What CT images (PS3.3 A.3) have besides the common modules: Frame of Reference (C.7.4.1), Image
 * Plane (C.7.6.2) and CT Image (C.8.2.1). The slices are axial, head first and supine, 5 mm apart
 * from the feet upwards; x to the patient's left, y to the back, z to the head, in millimetres.
 */
final class TomographyAttributes {
  private static final double FIELD_MILLIMETRES = 400;
  private static final int SLICE_DISTANCE = 5;
  private static final int FIRST_POSITION = -300;

  private TomographyAttributes() {}

  static DataSet of(StudyAttributes common, long seed, int number, ImageLayout layout) {
    var image = new ImageDescription(SopClass.COMPUTED_TOMOGRAPHY, "CT", "Thorax", "CHEST", number);
    DataSet attributes = common.of(image, layout);
    putGeometry(attributes, number, layout);
    return attributes
        .putString(Tag.FRAME_OF_REFERENCE_UID, Uids.of(seed, "frame of reference"))
        .putString(Tag.POSITION_REFERENCE_INDICATOR)
        .putString(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
        .putString(Tag.RESCALE_INTERCEPT, Integer.toString(TomographySlice.RESCALE_INTERCEPT))
        .putString(Tag.RESCALE_SLOPE, "1")
        .putString(Tag.RESCALE_TYPE, "HU")
        .putString(Tag.WINDOW_CENTER, "40")
        .putString(Tag.WINDOW_WIDTH, "400")
        .putString(Tag.KVP, "120")
        .putString(Tag.X_RAY_TUBE_CURRENT, "200")
        .putString(Tag.ACQUISITION_NUMBER, "1");
  }

  private static void putGeometry(DataSet attributes, int number, ImageLayout layout) {
    String spacing = String.format(Locale.ROOT, "%.5f", FIELD_MILLIMETRES / layout.rows());
    String corner =
        String.format(
            Locale.ROOT, "%.4f", (FIELD_MILLIMETRES / layout.rows() - FIELD_MILLIMETRES) / 2);
    String level = Integer.toString(FIRST_POSITION + SLICE_DISTANCE * (number - 1));
    attributes
        .putString(Tag.PATIENT_POSITION, "HFS")
        .putString(Tag.IMAGE_ORIENTATION_PATIENT, "1", "0", "0", "0", "1", "0")
        .putString(Tag.IMAGE_POSITION_PATIENT, corner, corner, level)
        .putString(Tag.PIXEL_SPACING, spacing, spacing)
        .putString(Tag.SLICE_THICKNESS, Integer.toString(SLICE_DISTANCE))
        .putString(Tag.SLICE_LOCATION, level);
  }
}
