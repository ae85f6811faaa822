package org.sealgate.inference;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.report.Code;

/**
 * Writes where the model found its evidence as a Secondary Capture image (PS3.3 A.8.1): the image
 * as the model saw it, the evidence over it in colour, "NOT FOR CLINICAL USE" burned in above and
 * below. It belongs to the image's study, in a series of its own.
 */
public final class AttentionPicture {
  /** SOP Class UID of Secondary Capture Image Storage. */
  public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7";

  private static final ObjectKind KIND = new ObjectKind("attention", SOP_CLASS, "OT", "9002");

  private static final String DERIVATION =
      "Not for clinical use. Class activation of an unverified algorithm over the image as the"
          + " algorithm saw it: blank margins cropped, aspect ratio not kept. Red to yellow is"
          + " evidence for pneumonia, relative to the strongest in this image. Model SHA-256 ";

  private AttentionPicture() {}

  /**
   * The picture of one result. Its UIDs follow from the image and the model: the same result
   * written twice is one object.
   *
   * @param result with the header of the image, which must have its Study, Series and SOP Instance
   *     UID
   * @param at Content Date and Time, and the offset from UTC
   * @return a data set without file meta information, in the character set of the image; empty
   *     where the model does not say where its evidence lies
   * @throws IllegalArgumentException if the image lacks one of the UIDs
   */
  public static Optional<DataSet> create(Classified result, OffsetDateTime at) {
    return result
        .attention()
        .map(attention -> picture(result, new HeatPicture(result.prepared(), attention), at));
  }

  private static DataSet picture(Classified result, HeatPicture heat, OffsetDateTime at) {
    DataSet picture = ReportModules.begin(KIND, result, at);
    putDerivation(picture, result.header(), result.model().sha256());
    putPixels(picture, heat);
    return picture;
  }

  /** SC Equipment and General Image Module. */
  private static void putDerivation(DataSet picture, DataSet image, String sha256) {
    picture
        .putString(Tag.CONVERSION_TYPE, "WSD")
        .putString(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "OTHER")
        .putString(Tag.PATIENT_ORIENTATION)
        .putString(Tag.LATERALITY)
        .putString(Tag.DERIVATION_DESCRIPTION, DERIVATION + sha256)
        .putString(Tag.LOSSY_IMAGE_COMPRESSION, image.getString(Tag.LOSSY_IMAGE_COMPRESSION, "00"))
        // What the image has burned in is in the picture too; nobody has looked where it says none.
        .putString(Tag.BURNED_IN_ANNOTATION, image.getString(Tag.BURNED_IN_ANNOTATION, "YES"))
        .putSequence(Tag.SOURCE_IMAGE_SEQUENCE, source(image));
    for (int tag :
        new int[] {Tag.LOSSY_IMAGE_COMPRESSION_RATIO, Tag.LOSSY_IMAGE_COMPRESSION_METHOD}) {
      image.find(tag).ifPresent(picture::put);
    }
  }

  private static DataSet source(DataSet image) {
    return ReportModules.reference(image)
        .putSequence(
            Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
            Code.dcm("121322", "Source image for image processing operation").item());
  }

  /** Image Pixel Module. */
  private static void putPixels(DataSet picture, HeatPicture heat) {
    picture
        .putInt(Tag.SAMPLES_PER_PIXEL, 3)
        .putString(Tag.PHOTOMETRIC_INTERPRETATION, "RGB")
        .putInt(Tag.PLANAR_CONFIGURATION, 0)
        .putInt(Tag.ROWS, heat.rows())
        .putInt(Tag.COLUMNS, heat.columns())
        .putInt(Tag.BITS_ALLOCATED, 8)
        .putInt(Tag.BITS_STORED, 8)
        .putInt(Tag.HIGH_BIT, 7)
        .putInt(Tag.PIXEL_REPRESENTATION, 0)
        .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OB, heat.paint());
  }
}
