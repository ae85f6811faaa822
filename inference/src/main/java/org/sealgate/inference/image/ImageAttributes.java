package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.sealgate.dimse.data.DataElement;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.ValueRepresentation;

/** Reads {@link PixelFormat} and {@link Presentation} from the attributes of a data set. */
final class ImageAttributes {
  private final DataSet dataSet;

  private ImageAttributes(DataSet dataSet) {
    this.dataSet = dataSet;
  }

  /** The layout of the samples, of one frame and one channel. */
  static PixelFormat format(DataSet dataSet) throws UnsupportedImageException {
    ImageAttributes attributes = new ImageAttributes(dataSet);
    attributes.requireOne(Tag.NUMBER_OF_FRAMES, "Number of Frames (0028,0008)");
    attributes.requireOne(Tag.SAMPLES_PER_PIXEL, "Samples per Pixel (0028,0002)");
    int bitsAllocated = attributes.required(Tag.BITS_ALLOCATED, "Bits Allocated (0028,0100)");
    if (bitsAllocated != 8 && bitsAllocated != 16) {
      throw new UnsupportedImageException(
          "Bits Allocated (0028,0100) is " + bitsAllocated + ", 8 and 16 are read");
    }
    int bitsStored = dataSet.getInt(Tag.BITS_STORED, bitsAllocated);
    return new PixelFormat(
        attributes.required(Tag.COLUMNS, "Columns (0028,0011)"),
        attributes.required(Tag.ROWS, "Rows (0028,0010)"),
        bitsAllocated,
        bitsStored,
        dataSet.getInt(Tag.HIGH_BIT, bitsStored - 1),
        dataSet.getInt(Tag.PIXEL_REPRESENTATION, 0) == 1);
  }

  /** The transformation to gray values. */
  static Presentation presentation(DataSet dataSet, PixelFormat format)
      throws UnsupportedImageException {
    ImageAttributes attributes = new ImageAttributes(dataSet);
    return new Presentation(
        attributes.modality(format),
        attributes.voi(format),
        attributes.inverted(),
        attributes.padding(format));
  }

  private void requireOne(int tag, String name) throws UnsupportedImageException {
    int number = dataSet.getInt(tag, 1);
    if (number != 1) {
      throw new UnsupportedImageException(name + " is " + number + ", only 1 is read");
    }
  }

  private int required(int tag, String name) {
    return dataSet
        .getInt(tag)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private boolean inverted() throws UnsupportedImageException {
    String interpretation =
        dataSet.getString(Tag.PHOTOMETRIC_INTERPRETATION, "").toUpperCase(Locale.ROOT);
    return switch (interpretation) {
      case "MONOCHROME1" -> true;
      case "MONOCHROME2" -> false;
      default ->
          throw new UnsupportedImageException(
              "Photometric Interpretation (0028,0004) is '"
                  + interpretation
                  + "', MONOCHROME1 and MONOCHROME2 are read");
    };
  }

  private ModalityTransformation modality(PixelFormat format) {
    Optional<DataSet> item = dataSet.getItem(Tag.MODALITY_LUT_SEQUENCE);
    if (item.isPresent()) {
      return new ModalityTransformation.Table(table(item.get(), format.signed()));
    }
    return new ModalityTransformation.Rescale(
        dataSet.getDouble(Tag.RESCALE_SLOPE).orElse(1),
        dataSet.getDouble(Tag.RESCALE_INTERCEPT).orElse(0));
  }

  /**
   * Where several alternatives are given (PS3.3 C.11.2.1), the first table goes before the first
   * window.
   */
  private Optional<VoiTransformation> voi(PixelFormat format) throws UnsupportedImageException {
    Optional<DataSet> item = dataSet.getItem(Tag.VOI_LUT_SEQUENCE);
    if (item.isPresent()) {
      return Optional.of(new VoiTransformation.Table(table(item.get(), format.signed())));
    }
    if (dataSet.getDouble(Tag.WINDOW_CENTER).isEmpty()
        || dataSet.getDouble(Tag.WINDOW_WIDTH).isEmpty()) {
      return Optional.empty();
    }
    double centre = dataSet.getDouble(Tag.WINDOW_CENTER).getAsDouble();
    double width = dataSet.getDouble(Tag.WINDOW_WIDTH).getAsDouble();
    String function = dataSet.getString(Tag.VOI_LUT_FUNCTION, "LINEAR").toUpperCase(Locale.ROOT);
    return Optional.of(
        switch (function) {
          case "LINEAR" -> new VoiTransformation.Linear(centre, width);
          case "LINEAR_EXACT" -> new VoiTransformation.LinearExact(centre, width);
          case "SIGMOID" -> new VoiTransformation.Sigmoid(centre, width);
          default ->
              throw new UnsupportedImageException(
                  "VOI LUT Function (0028,1056) is '"
                      + function
                      + "', LINEAR, LINEAR_EXACT and SIGMOID are read");
        });
  }

  private Optional<Presentation.Padding> padding(PixelFormat format) {
    Optional<byte[]> value =
        dataSet.getBytes(Tag.PIXEL_PADDING_VALUE).filter(bytes -> bytes.length >= 2);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    int one = word(value.get(), format);
    int other =
        dataSet
            .getBytes(Tag.PIXEL_PADDING_RANGE_LIMIT)
            .filter(bytes -> bytes.length >= 2)
            .map(bytes -> word(bytes, format))
            .orElse(one);
    return Optional.of(new Presentation.Padding(Math.min(one, other), Math.max(one, other)));
  }

  private static int word(byte[] value, PixelFormat format) {
    short word = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getShort();
    return format.signed() ? word : word & 0xFFFF;
  }

  private static LookupTable table(DataSet item, boolean signedPixels) {
    ByteBuffer descriptor = value(item, Tag.LUT_DESCRIPTOR, "LUT Descriptor (0028,3002)");
    if (descriptor.remaining() < 6) {
      throw new IllegalArgumentException("LUT Descriptor (0028,3002) has not three values");
    }
    int entries = descriptor.getShort() & 0xFFFF;
    short first = descriptor.getShort();
    int bits = descriptor.getShort() & 0xFFFF;
    int firstMapped = signedPixels || isSigned(item) ? first : first & 0xFFFF;
    return new LookupTable(firstMapped, bits, entries(item, entries == 0 ? 65536 : entries));
  }

  private static boolean isSigned(DataSet item) {
    return item.find(Tag.LUT_DESCRIPTOR)
        .map(DataElement::valueRepresentation)
        .filter(ValueRepresentation.SS::equals)
        .isPresent();
  }

  /**
   * One word per entry, or one byte per entry where the data are only that long (PS3.3 C.11.1.1.1).
   */
  private static int[] entries(DataSet item, int count) {
    ByteBuffer data = value(item, Tag.LUT_DATA, "LUT Data (0028,3006)");
    boolean bytes = data.remaining() < 2 * count;
    if (data.remaining() < count) {
      throw new IllegalArgumentException(
          "LUT Data (0028,3006) has "
              + data.remaining()
              + " bytes, LUT Descriptor (0028,3002) says "
              + count
              + " entries");
    }
    int[] entries = new int[count];
    for (int index = 0; index < count; index++) {
      entries[index] = bytes ? data.get() & 0xFF : data.getShort() & 0xFFFF;
    }
    return entries;
  }

  private static ByteBuffer value(DataSet item, int tag, String name) {
    byte[] bytes =
        item.getBytes(tag).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
