package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import org.sealgate.dimse.data.DataElementDictionary;
import org.sealgate.dimse.data.DictionaryEntry;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Which elements enter the canonical form, and with what value; {@code docs/fingerprint.md},
 * "canonical".
 */
final class CanonicalRules {
  private static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;

  private CanonicalRules() {}

  /** Group lengths (gggg,0000) and Data Set Trailing Padding (FFFC,FFFC). */
  static boolean isLeftOut(int tag) {
    return (tag & 0xFFFF) == 0 || tag == DATA_SET_TRAILING_PADDING;
  }

  /**
   * Whether trailing padding of the value is stripped, as far as that can be said without the
   * value.
   */
  static boolean isTextual(ElementHeader header) {
    return isPrivate(header.tag())
        ? header.valueRepresentation().isText()
        : DataElementDictionary.find(header.tag())
            .map(entry -> entry.valueRepresentation().isText())
            .orElse(header.valueRepresentation().isText());
  }

  /** The part of a small value, already little endian, that enters the canonical form. */
  static ByteBuffer canonicalValue(ElementHeader header, ByteBuffer value) {
    if (isTextual(header)) {
      return stripped(value);
    }
    if (header.valueRepresentation() == ValueRepresentation.UN && !isInDictionary(header.tag())) {
      ByteBuffer rest = stripped(value);
      return rest.hasRemaining() && isPrintable(rest) ? rest : value;
    }
    return value;
  }

  private static boolean isInDictionary(int tag) {
    return !isPrivate(tag) && DataElementDictionary.find(tag).map(DictionaryEntry::tag).isPresent();
  }

  private static boolean isPrivate(int tag) {
    return (tag >>> 16 & 1) == 1;
  }

  private static ByteBuffer stripped(ByteBuffer value) {
    int end = value.limit();
    while (end > value.position() && isPadding(value.get(end - 1))) {
      end--;
    }
    return value.duplicate().limit(end);
  }

  static boolean isPadding(byte character) {
    return character == ' ' || character == 0;
  }

  private static boolean isPrintable(ByteBuffer value) {
    for (int i = value.position(); i < value.limit(); i++) {
      int character = value.get(i) & 0xFF;
      boolean control =
          character == 9
              || character == 10
              || character == 12
              || character == 13
              || character == 27;
      if (character == 0x7F || (character < 0x20 && !control)) {
        return false;
      }
    }
    return true;
  }
}
