package org.sealgate.testdicom.generate;

import java.util.Locale;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;

/** What CR images (PS3.3 A.2) and DX images (A.26) have besides the common modules. */
final class RadiographAttributes {
  private static final double FIELD_MILLIMETRES = 400;

  private RadiographAttributes() {}

  /** CR Series and CR Image modules (C.8.1). */
  static DataSet computed(StudyAttributes common, int number, ImageLayout layout) {
    var image =
        new ImageDescription(SopClass.COMPUTED_RADIOGRAPHY, "CR", "Chest PA", "CHEST", number);
    DataSet attributes = common.of(image, layout);
    putProjection(attributes, layout);
    return attributes
        .putString(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY")
        .putString(Attribute.EXPOSURE_INDEX, "250");
  }

  /** DX Series, Anatomy, Image, Detector and Acquisition Context modules (C.8.11, C.7.6.14). */
  static DataSet digital(StudyAttributes common, int number, ImageLayout layout) {
    var image = new ImageDescription(SopClass.DIGITAL_X_RAY, "DX", "Chest PA", "CHEST", number);
    DataSet attributes = common.of(image, layout);
    putProjection(attributes, layout);
    return attributes
        .putString(Tag.IMAGE_TYPE, "ORIGINAL", "PRIMARY")
        .putString(Tag.PRESENTATION_INTENT_TYPE, "FOR PRESENTATION")
        .putString(Tag.IMAGE_LATERALITY, "U")
        .putSequence(Tag.ANATOMIC_REGION_SEQUENCE, Oddities.code("51185008", "SCT", "Chest"))
        .putString(Attribute.PIXEL_INTENSITY_RELATIONSHIP, "LOG")
        .putInt(Attribute.PIXEL_INTENSITY_RELATIONSHIP_SIGN, -1)
        .putString(Tag.RESCALE_INTERCEPT, "0")
        .putString(Tag.RESCALE_SLOPE, "1")
        .putString(Tag.RESCALE_TYPE, "US")
        .putString(Attribute.PRESENTATION_LUT_SHAPE, "IDENTITY")
        .putString(Attribute.POSITIONER_TYPE, "NONE")
        .putSequence(Attribute.VIEW_CODE_SEQUENCE, view())
        .putString(Tag.DETECTOR_TYPE, "DIRECT")
        .putSequence(Attribute.ACQUISITION_CONTEXT_SEQUENCE);
  }

  private static DataSet view() {
    return Oddities.code("272479007", "SCT", "postero-anterior")
        .putSequence(Attribute.VIEW_MODIFIER_CODE_SEQUENCE);
  }

  private static void putProjection(DataSet attributes, ImageLayout layout) {
    String spacing = String.format(Locale.ROOT, "%.4f", FIELD_MILLIMETRES / layout.rows());
    attributes
        .putString(Tag.VIEW_POSITION, "PA")
        .putString(Tag.PATIENT_ORIENTATION, "L", "F")
        .putString(Tag.IMAGER_PIXEL_SPACING, spacing, spacing)
        .putString(Tag.KVP, "120")
        .putString(Tag.WINDOW_CENTER, "2048")
        .putString(Tag.WINDOW_WIDTH, "4096");
  }
}
