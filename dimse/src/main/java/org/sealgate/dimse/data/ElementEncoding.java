package org.sealgate.dimse.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How headers are laid out at one place of a data set: explicit or implicit VR, little or big
 * endian (PS3.5 7.1). It can change on the way, because a UN sequence is Implicit VR Little Endian
 * inside whatever surrounds it (PS3.5 6.2.2).
 */
enum ElementEncoding {
  IMPLICIT_LITTLE_ENDIAN(false, ByteOrder.LITTLE_ENDIAN),
  EXPLICIT_LITTLE_ENDIAN(true, ByteOrder.LITTLE_ENDIAN),
  EXPLICIT_BIG_ENDIAN(true, ByteOrder.BIG_ENDIAN);

  /** The group of Item and the delimiters, which never have a value representation (PS3.5 7.5). */
  static final int ITEM_GROUP = 0xFFFE;

  static final int SHORT_HEADER_LENGTH = 8;
  static final int LONG_HEADER_LENGTH = 12;
  private static final int LENGTH_16_BITS = 0xFFFF;

  private final boolean explicit;
  private final ByteOrder byteOrder;

  ElementEncoding(boolean explicit, ByteOrder byteOrder) {
    this.explicit = explicit;
    this.byteOrder = byteOrder;
  }

  static ElementEncoding of(TransferSyntax syntax) {
    if (!syntax.explicitValueRepresentation()) {
      return IMPLICIT_LITTLE_ENDIAN;
    }
    return syntax.bigEndian() ? EXPLICIT_BIG_ENDIAN : EXPLICIT_LITTLE_ENDIAN;
  }

  boolean isExplicit() {
    return explicit;
  }

  ByteOrder byteOrder() {
    return byteOrder;
  }

  /** The tag at {@code index}; the buffer has this encoding's byte order. */
  int tag(ByteBuffer bytes, int index) {
    return (bytes.getShort(index) & 0xFFFF) << 16 | (bytes.getShort(index + 2) & 0xFFFF);
  }

  /** The length of the header at {@code index}, of which at least 8 bytes are there. */
  int headerLength(ByteBuffer bytes, int index) {
    if (!explicit || Tag.group(tag(bytes, index)) == ITEM_GROUP) {
      return SHORT_HEADER_LENGTH;
    }
    int first = bytes.get(index + 4);
    int second = bytes.get(index + 5);
    ValueRepresentation known = ValueRepresentation.lookUp(first, second);
    boolean longForm = known == null ? isUnknownLongForm(first, second) : known.hasLongForm();
    return longForm ? LONG_HEADER_LENGTH : SHORT_HEADER_LENGTH;
  }

  /**
   * Two letters that are no value representation we know are one of a later edition, and those all
   * have a 32-bit length (PS3.5 7.1.2). Anything else, blanks or zeros, was written by software
   * that did not know better than the 16-bit form.
   */
  private static boolean isUnknownLongForm(int first, int second) {
    return ValueRepresentation.isUpperCase(first) && ValueRepresentation.isUpperCase(second);
  }

  ValueRepresentation valueRepresentation(ByteBuffer bytes, int index, int tag) {
    if (!explicit || Tag.group(tag) == ITEM_GROUP) {
      return DataElementDictionary.valueRepresentation(tag);
    }
    @Nullable ValueRepresentation known =
        ValueRepresentation.lookUp(bytes.get(index + 4), bytes.get(index + 5));
    return known == null ? ValueRepresentation.UN : known;
  }

  /** The length of the value whose header of {@code headerLength} bytes is at {@code index}. */
  long valueLength(ByteBuffer bytes, int index, int headerLength, int tag) {
    if (headerLength == SHORT_HEADER_LENGTH && explicit && Tag.group(tag) != ITEM_GROUP) {
      return bytes.getShort(index + 6) & LENGTH_16_BITS;
    }
    int length = bytes.getInt(index + headerLength - 4);
    return length == -1 ? ElementHeader.UNDEFINED_LENGTH : Integer.toUnsignedLong(length);
  }
}
