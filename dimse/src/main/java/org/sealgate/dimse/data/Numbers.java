package org.sealgate.dimse.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Binary numbers in the bytes of a value, which are little endian. */
final class Numbers {
  private Numbers() {}

  /** The number of whole values; 0 for value representations of opaque bytes. */
  static int count(ValueElement element, ValueRepresentation interpretation) {
    int length = interpretation.fixedLength();
    return length == 0 ? 0 : element.length() / length;
  }

  static String text(ValueElement element, ValueRepresentation interpretation, int index) {
    return switch (interpretation) {
      case FL -> Float.toString(buffer(element).getFloat(index * 4));
      case FD -> Double.toString(buffer(element).getDouble(index * 8));
      case AT -> Tag.toString((int) integer(element, interpretation, index));
      case UV -> Long.toUnsignedString(integer(element, interpretation, index));
      default -> Long.toString(integer(element, interpretation, index));
    };
  }

  /** An integer; of AT the tag, of UV the 64 bits as they are. */
  static long integer(ValueElement element, ValueRepresentation interpretation, int index) {
    ByteBuffer buffer = buffer(element);
    return switch (interpretation) {
      case US -> buffer.getShort(index * 2) & 0xFFFF;
      case SS -> buffer.getShort(index * 2);
      case UL -> Integer.toUnsignedLong(buffer.getInt(index * 4));
      case SL -> buffer.getInt(index * 4);
      case AT -> Tag.of(buffer.getShort(index * 4) & 0xFFFF, buffer.getShort(index * 4 + 2));
      case SV, UV -> buffer.getLong(index * 8);
      default -> throw notANumber(element);
    };
  }

  static double real(ValueElement element, ValueRepresentation interpretation, int index) {
    return switch (interpretation) {
      case FL -> buffer(element).getFloat(index * 4);
      case FD -> buffer(element).getDouble(index * 8);
      case UV -> Double.parseDouble(text(element, interpretation, index));
      default -> integer(element, interpretation, index);
    };
  }

  /** Appends one number, given as text, in the form of the value representation. */
  static void put(ByteBuffer target, int tag, ValueRepresentation interpretation, String text) {
    try {
      switch (interpretation) {
        case US -> target.putShort((short) range(text, 0, 0xFFFF));
        case SS -> target.putShort((short) range(text, Short.MIN_VALUE, Short.MAX_VALUE));
        case UL -> target.putInt((int) range(text, 0, 0xFFFF_FFFFL));
        case SL -> target.putInt((int) range(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case SV -> target.putLong(Long.parseLong(text));
        case UV -> target.putLong(Long.parseUnsignedLong(text));
        case FL -> target.putFloat(Float.parseFloat(text));
        case FD -> target.putDouble(Double.parseDouble(text));
        case AT -> putTag(target, text);
        default ->
            throw new IllegalArgumentException(
                "VR " + interpretation + " has no text form; put its bytes");
      }
    } catch (IllegalArgumentException failure) {
      throw new IllegalArgumentException(
          Tag.toString(tag) + ": \"" + text + "\" is no value of VR " + interpretation, failure);
    }
  }

  private static long range(String text, long minimum, long maximum) {
    long number = Long.parseLong(text);
    if (number < minimum || number > maximum) {
      throw new IllegalArgumentException(text + " is not between " + minimum + " and " + maximum);
    }
    return number;
  }

  private static void putTag(ByteBuffer target, String text) {
    int tag = Integer.parseUnsignedInt(text.replaceAll("[(),]", ""), 16);
    target.putShort((short) Tag.group(tag)).putShort((short) Tag.element(tag));
  }

  private static ByteBuffer buffer(ValueElement element) {
    return ByteBuffer.wrap(element.array()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static InvalidValueException notANumber(ValueElement element) {
    return new InvalidValueException(
        element.tag(), "a value of VR " + element.valueRepresentation() + " is not a number");
  }
}
