package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import org.sealgate.dimse.data.DataElementDictionary;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Which elements enter the canonical form, and with what value; {@code docs/fingerprint.md},
 * "canonical".
 */
final class CanonicalRules {
  private static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;
  private static final int ITEM_HEADER_LENGTH = 8;
  private static final int LONGEST_UID = 64;

  /** The bytes of the Item tag (FFFE,E000) in little endian, read as a big-endian number. */
  private static final int ITEM = 0xFEFF00E0;

  private CanonicalRules() {}

  /** Group lengths (gggg,0000) and Data Set Trailing Padding (FFFC,FFFC). */
  static boolean isLeftOut(int tag) {
    return (tag & 0xFFFF) == 0 || tag == DATA_SET_TRAILING_PADDING;
  }

  /** Whether all spaces and nulls at the end of the value are padding, whatever it holds. */
  static boolean isTextual(ElementHeader header) {
    ValueRepresentation known = DataElementDictionary.valueRepresentation(header.tag());
    return known == ValueRepresentation.UN ? header.valueRepresentation().isText() : known.isText();
  }

  /** Whether the data dictionary (PS3.6) does not say what the element is. */
  static boolean isUnknown(int tag) {
    return DataElementDictionary.valueRepresentation(tag) == ValueRepresentation.UN;
  }

  /**
   * Whether the value may be a sequence that does not say so: one of VR UN, or of an element that
   * Implicit VR would not tell the VR of.
   */
  static boolean mayBeSequence(ElementHeader header) {
    return header.valueRepresentation() == ValueRepresentation.UN || isUnknown(header.tag());
  }

  /** Whether a value, little endian, begins like a sequence. */
  static boolean beginsWithItem(ByteBuffer value) {
    return value.remaining() >= ITEM_HEADER_LENGTH
        && value.duplicate().getInt(value.position()) == ITEM;
  }

  /** The part of a small value, already little endian, that enters the canonical form. */
  static ByteBuffer canonicalValue(ElementHeader header, ByteBuffer value) {
    if (isTextual(header)) {
      return upTo(value, textEnd(value, true));
    }
    if (!isUnknown(header.tag())) {
      return value;
    }
    ByteBuffer rest = upTo(value, isPaddedUid(value) ? value.limit() - 1 : textEnd(value, false));
    return isPrintable(rest) ? rest : value;
  }

  /** Where the padding of a text begins: of spaces, and of nulls if these count too. */
  static int textEnd(ByteBuffer value, boolean nullsToo) {
    int end = value.limit();
    while (end > value.position() && isPadding(value.get(end - 1), nullsToo)) {
      end--;
    }
    return end;
  }

  private static boolean isPadding(byte character, boolean nullsToo) {
    return character == ' ' || (nullsToo && character == 0);
  }

  private static ByteBuffer upTo(ByteBuffer value, int end) {
    return value.duplicate().limit(end);
  }

  /** Digits and at least two dots, made even by one null. */
  private static boolean isPaddedUid(ByteBuffer value) {
    int end = value.limit() - 1;
    if (value.remaining() < 2 || value.remaining() > LONGEST_UID || value.get(end) != 0) {
      return false;
    }
    int dots = 0;
    for (int i = value.position(); i < end; i++) {
      byte character = value.get(i);
      dots += character == '.' ? 1 : 0;
      if (character != '.' && (character < '0' || character > '9')) {
        return false;
      }
    }
    return dots >= 2;
  }

  /** Whether all bytes are characters, of whatever repertoire. */
  static boolean isPrintable(ByteBuffer value) {
    for (int i = value.position(); i < value.limit(); i++) {
      if (!isPrintable(value.get(i) & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(int character) {
    return switch (character) {
      case '\t', '\n', '\f', '\r', 0x1B -> true;
      default -> character >= ' ' && character != 0x7F;
    };
  }
}
