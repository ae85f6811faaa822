package org.sealgate.inference.benchmark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.report.DerivedUid;

/** Wraps gray values as a Digital X-Ray image of a chest. */
public final class GrayDataSet {
  private static final String DIGITAL_X_RAY_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";

  private GrayDataSet() {}

  /** With 8 bits allocated and stored. */
  public static DataSet eightBits(GrayImage image) {
    return header(image, 8, 8)
        .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OB, even(image.samples()));
  }

  /**
   * With 8 bits allocated and stored, and encapsulated.
   *
   * @param stream encodes the image, as the transfer syntax of the data set says
   */
  public static DataSet encapsulated(GrayImage image, byte[] stream) {
    return putFrame(header(image, 8, 8), stream);
  }

  /** Puts a compressed frame as the only fragment, with an empty offset table (PS3.5 A.4). */
  static DataSet putFrame(DataSet image, byte[] stream) {
    return image.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], even(stream)));
  }

  private static byte[] even(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + (bytes.length & 1));
  }

  /**
   * With 16 bits allocated.
   *
   * @param word the stored value of each gray value (0-255)
   */
  public static DataSet sixteenBits(GrayImage image, int bitsStored, IntUnaryOperator word) {
    byte[] samples = image.samples();
    ByteBuffer words = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (byte sample : samples) {
      words.putShort((short) word.applyAsInt(sample & 0xFF));
    }
    return header(image, 16, bitsStored)
        .putBytes(Tag.PIXEL_DATA, ValueRepresentation.OW, words.array());
  }

  /** All attributes but Pixel Data, as {@link Tag#PHOTOMETRIC_INTERPRETATION} MONOCHROME2. */
  static DataSet header(GrayImage image, int bitsAllocated, int bitsStored) {
    return header(HexFormat.of().formatHex(image.samples()), image.width(), image.height())
        .putInt(Tag.BITS_ALLOCATED, bitsAllocated)
        .putInt(Tag.BITS_STORED, bitsStored)
        .putInt(Tag.HIGH_BIT, bitsStored - 1);
  }

  /** What identifies the image follows from its content, so that every run sends the same one. */
  static DataSet header(String content, int columns, int rows) {
    String instance = DerivedUid.of("benchmark", content);
    return new DataSet()
        .putString(Tag.SOP_CLASS_UID, DIGITAL_X_RAY_FOR_PRESENTATION)
        .putString(Tag.SOP_INSTANCE_UID, instance)
        .putString(Tag.MODALITY, "DX")
        .putString(Tag.BODY_PART_EXAMINED, "CHEST")
        .putString(Tag.VIEW_POSITION, "AP")
        .putString(Tag.STUDY_INSTANCE_UID, DerivedUid.of("benchmark study", instance))
        .putString(Tag.SERIES_INSTANCE_UID, DerivedUid.of("benchmark series", instance))
        .putInt(Tag.SAMPLES_PER_PIXEL, 1)
        .putString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .putInt(Tag.ROWS, rows)
        .putInt(Tag.COLUMNS, columns)
        .putInt(Tag.PIXEL_REPRESENTATION, 0);
  }
}
