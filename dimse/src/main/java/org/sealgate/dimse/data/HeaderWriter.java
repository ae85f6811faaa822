package org.sealgate.dimse.data;

import java.nio.ByteBuffer;

/** Lays out element headers (PS3.5 7.1). */
final class HeaderWriter {
  /**
   * The most that the 16-bit form can say (PS3.5 7.1.2); anything longer is written as UN (PS3.5
   * 6.2.2).
   */
  private static final long LONGEST_SHORT_FORM = 0xFFFF;

  private final ByteBuffer buffer = ByteBuffer.allocate(ElementEncoding.LONG_HEADER_LENGTH);

  /** The VR an element really gets: UN where its length does not fit in the short form. */
  static ValueRepresentation fitting(
      ValueRepresentation wanted, long length, ElementEncoding encoding) {
    boolean fits = !encoding.isExplicit() || wanted.hasLongForm() || length <= LONGEST_SHORT_FORM;
    return fits ? wanted : ValueRepresentation.UN;
  }

  /** The length in bytes of the header of an element. */
  static int length(ValueRepresentation valueRepresentation, ElementEncoding encoding) {
    return encoding.isExplicit() && valueRepresentation.hasLongForm()
        ? ElementEncoding.LONG_HEADER_LENGTH
        : ElementEncoding.SHORT_HEADER_LENGTH;
  }

  /** The header of an element; the buffer is valid until the next call. */
  ByteBuffer element(
      int tag, ValueRepresentation valueRepresentation, long length, ElementEncoding encoding) {
    start(tag, encoding);
    if (!encoding.isExplicit()) {
      buffer.putInt((int) length);
    } else {
      String code = valueRepresentation.code();
      buffer.put((byte) code.charAt(0)).put((byte) code.charAt(1));
      putExplicitLength(valueRepresentation, length);
    }
    return buffer.flip();
  }

  private void putExplicitLength(ValueRepresentation valueRepresentation, long length) {
    if (valueRepresentation.hasLongForm()) {
      buffer.putShort((short) 0).putInt((int) length);
    } else {
      buffer.putShort((short) length);
    }
  }

  /** The header of an Item or a delimiter. */
  ByteBuffer item(int tag, long length, ElementEncoding encoding) {
    start(tag, encoding);
    return buffer.putInt((int) length).flip();
  }

  private void start(int tag, ElementEncoding encoding) {
    buffer.clear().order(encoding.byteOrder());
    buffer.putShort((short) Tag.group(tag)).putShort((short) Tag.element(tag));
  }
}
