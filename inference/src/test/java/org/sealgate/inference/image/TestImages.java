package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/** Data sets of chest X-rays with native pixels, made from gray images. */
public final class TestImages {
  private TestImages() {}

  /** A complete DX image of 8 bits. */
  public static DataSet eightBits(GrayImage image) {
    DataSet dataSet = header(image, 8, 8);
    return dataSet.putBytes(Tag.PIXEL_DATA, ValueRepresentation.OB, even(image.samples()));
  }

  /**
   * A complete DX image of 16 bits allocated, each stored word computed from the 8-bit gray value.
   */
  public static DataSet sixteenBits(GrayImage image, int bitsStored, IntUnaryOperator word) {
    DataSet dataSet = header(image, 16, bitsStored);
    return dataSet.putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, words(image, word));
  }

  /** Little-endian words computed from the 8-bit gray values. */
  public static byte[] words(GrayImage image, IntUnaryOperator word) {
    ByteBuffer words =
        ByteBuffer.allocate(2 * image.samples().length).order(ByteOrder.LITTLE_ENDIAN);
    for (byte sample : image.samples()) {
      words.putShort((short) word.applyAsInt(sample & 0xFF));
    }
    return words.array();
  }

  /** All attributes but Pixel Data. */
  public static DataSet header(GrayImage image, int bitsAllocated, int bitsStored) {
    return new DataSet()
        .putString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 100")
        .putString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
        .putString(Tag.SOP_INSTANCE_UID, "2.25.1001")
        .putString(Tag.STUDY_DATE, "20260102")
        .putString(Tag.STUDY_TIME, "101112")
        .putString(Tag.MODALITY, "DX")
        .putString(Tag.PATIENT_NAME, "Müller^Test")
        .putString(Tag.PATIENT_ID, "T-1")
        .putString(Tag.PATIENT_BIRTH_DATE, "20230405")
        .putString(Tag.PATIENT_SEX, "F")
        .putString(Tag.BODY_PART_EXAMINED, "CHEST")
        .putString(Tag.VIEW_POSITION, "AP")
        .putString(Tag.STUDY_INSTANCE_UID, "2.25.1002")
        .putString(Tag.SERIES_INSTANCE_UID, "2.25.1003")
        .putString(Tag.STUDY_ID, "S1")
        .putString(Tag.SERIES_NUMBER, "1")
        .putString(Tag.INSTANCE_NUMBER, "4")
        .putInt(Tag.SAMPLES_PER_PIXEL, 1)
        .putString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .putInt(Tag.ROWS, image.height())
        .putInt(Tag.COLUMNS, image.width())
        .putInt(Tag.BITS_ALLOCATED, bitsAllocated)
        .putInt(Tag.BITS_STORED, bitsStored)
        .putInt(Tag.HIGH_BIT, bitsStored - 1)
        .putInt(Tag.PIXEL_REPRESENTATION, 0);
  }

  private static byte[] even(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + (bytes.length & 1));
  }
}
