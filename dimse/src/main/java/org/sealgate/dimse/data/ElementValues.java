package org.sealgate.dimse.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Typed reading and writing of the elements of a {@link DataSet}. */
final class ElementValues {
  private static final int LONGEST_DECIMAL_STRING = 16;

  private ElementValues() {}

  static List<String> strings(DataSet dataSet, int tag) {
    return value(dataSet, tag)
        .map(element ->
            ValueText.values(element, interpretation(element), characterSet(dataSet, element)))
        .orElse(List.of());
  }

  static LongStream longs(DataSet dataSet, int tag) {
    Optional<ValueElement> found = value(dataSet, tag);
    if (found.isEmpty()) {
      return LongStream.empty();
    }
    ValueElement element = found.get();
    ValueRepresentation interpretation = interpretation(element);
    return interpretation.isText()
        ? numerals(dataSet, tag).mapToLong(text -> parseLong(tag, text))
        : IntStream.range(0, count(element, interpretation))
            .mapToLong(index -> Numbers.integer(element, interpretation, index));
  }

  static DoubleStream doubles(DataSet dataSet, int tag) {
    Optional<ValueElement> found = value(dataSet, tag);
    if (found.isEmpty()) {
      return DoubleStream.empty();
    }
    ValueElement element = found.get();
    ValueRepresentation interpretation = interpretation(element);
    return interpretation.isText()
        ? numerals(dataSet, tag).mapToDouble(text -> parseDouble(tag, text))
        : IntStream.range(0, count(element, interpretation))
            .mapToDouble(index -> Numbers.real(element, interpretation, index));
  }

  static int toInt(int tag, long value) {
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new InvalidValueException(tag, value + " does not fit in 32 bits");
    }
    return (int) value;
  }

  static ValueElement element(
      DataSet dataSet, int tag, ValueRepresentation valueRepresentation, List<String> values) {
    byte[] bytes =
        valueRepresentation.isText()
            ? textBytes(dataSet, tag, valueRepresentation, values)
            : numberBytes(tag, valueRepresentation, values);
    return new ValueElement(tag, valueRepresentation, bytes);
  }

  static ValueRepresentation standardValueRepresentation(DataSet dataSet, int tag) {
    if (Tag.isPrivateCreator(tag)) {
      return ValueRepresentation.LO;
    }
    if (DataElementDictionary.find(tag).isEmpty()) {
      throw new IllegalArgumentException(
          Tag.toString(tag) + " is not in the dictionary; name its VR");
    }
    return DataElementDictionary.valueRepresentation(tag, hasSignedPixels(dataSet));
  }

  /**
   * Whether Pixel Representation (0028,0103) is there and 1, whatever else may be wrong with it.
   */
  static boolean hasSignedPixels(DataSet dataSet) {
    return value(dataSet, Tag.PIXEL_REPRESENTATION)
        .map(element -> element.length() > 0 && element.array()[0] == 1)
        .orElse(false);
  }

  /**
   * The shortest decimal that reads back as the same number and fits in a Decimal String, else one
   * rounded to fit.
   */
  static String text(double value) {
    String exact = Double.toString(value);
    if (exact.length() <= LONGEST_DECIMAL_STRING || !Double.isFinite(value)) {
      return exact;
    }
    for (int digits = 15; digits > 0; digits--) {
      String rounded = new BigDecimal(value).round(new MathContext(digits)).toString();
      if (rounded.length() <= LONGEST_DECIMAL_STRING) {
        return rounded;
      }
    }
    return exact;
  }

  private static Optional<ValueElement> value(DataSet dataSet, int tag) {
    return dataSet.find(tag).filter(ValueElement.class::isInstance).map(ValueElement.class::cast);
  }

  private static ValueRepresentation interpretation(ValueElement element) {
    ValueRepresentation given = element.valueRepresentation();
    return given == ValueRepresentation.UN
        ? DataElementDictionary.valueRepresentation(element.tag())
        : given;
  }

  /**
   * (0008,0005) itself is asked for only where it matters, for it is what this is computed from.
   */
  private static SpecificCharacterSet characterSet(DataSet dataSet, ValueElement element) {
    return interpretation(element).usesSpecificCharacterSet()
        ? dataSet.specificCharacterSet()
        : SpecificCharacterSet.DEFAULT;
  }

  private static Stream<String> numerals(DataSet dataSet, int tag) {
    return strings(dataSet, tag).stream().filter(text -> !text.isEmpty());
  }

  private static int count(ValueElement element, ValueRepresentation interpretation) {
    int length = interpretation.fixedLength();
    if (length == 0 && element.length() > 0) {
      throw new InvalidValueException(
          element.tag(), "a value of VR " + interpretation + " is not a number");
    }
    if (length > 0 && element.length() % length != 0) {
      throw new InvalidValueException(
          element.tag(),
          "a value of VR "
              + interpretation
              + " has a multiple of "
              + length
              + " bytes, not "
              + element.length());
    }
    return Numbers.count(element, interpretation);
  }

  private static long parseLong(int tag, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException failure) {
      throw new InvalidValueException(tag, "\"" + text + "\" is not an integer");
    }
  }

  private static double parseDouble(int tag, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException failure) {
      throw new InvalidValueException(tag, "\"" + text + "\" is not a number");
    }
  }

  private static byte[] textBytes(
      DataSet dataSet, int tag, ValueRepresentation valueRepresentation, List<String> values) {
    if (values.size() > 1 && !valueRepresentation.isMultiValuedText()) {
      throw new IllegalArgumentException(
          Tag.toString(tag)
              + ": VR "
              + valueRepresentation
              + " has one value, not "
              + values.size());
    }
    SpecificCharacterSet set =
        valueRepresentation.usesSpecificCharacterSet()
            ? dataSet.specificCharacterSet()
            : SpecificCharacterSet.DEFAULT;
    return padded(set.encode(String.join("\\", values), valueRepresentation), valueRepresentation);
  }

  private static byte[] padded(byte[] bytes, ValueRepresentation valueRepresentation) {
    if (bytes.length % 2 == 0) {
      return bytes;
    }
    byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
    even[bytes.length] = valueRepresentation.paddingByte();
    return even;
  }

  private static byte[] numberBytes(
      int tag, ValueRepresentation valueRepresentation, List<String> values) {
    int length = valueRepresentation.fixedLength();
    if (length == 0 && !values.isEmpty()) {
      throw new IllegalArgumentException(
          Tag.toString(tag)
              + ": VR "
              + valueRepresentation
              + " has no text form; put its bytes or items");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(value -> Numbers.put(bytes, tag, valueRepresentation, value));
    return bytes.array();
  }
}
