package org.sealgate.dimse.data;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graphic character set that a value can switch to by an escape sequence (ISO 2022; PS3.3
 * C.12.1.1.2 tables C.12-3 and C.12-4). It is invoked in the lower half of the byte range (G0, 21H
 * to 7EH) or the upper (G1, A1H to FEH).
 */
enum CodeElement {
  ASCII(false, 1, "US-ASCII", "(B"),
  JIS_ROMAJI(false, 1, "JIS_X0201", "(J"),
  JIS_KATAKANA(true, 1, "JIS_X0201", ")I"),
  LATIN_1(true, 1, "ISO-8859-1", "-A"),
  LATIN_2(true, 1, "ISO-8859-2", "-B"),
  LATIN_3(true, 1, "ISO-8859-3", "-C"),
  LATIN_4(true, 1, "ISO-8859-4", "-D"),
  CYRILLIC(true, 1, "ISO-8859-5", "-L"),
  ARABIC(true, 1, "ISO-8859-6", "-G"),
  GREEK(true, 1, "ISO-8859-7", "-F"),
  HEBREW(true, 1, "ISO-8859-8", "-H"),
  LATIN_5(true, 1, "ISO-8859-9", "-M"),
  LATIN_9(true, 1, "ISO-8859-15", "-b"),
  THAI(true, 1, "TIS-620", "-T"),
  JIS_KANJI(false, 2, "x-JIS0208", "$B"),
  JIS_SUPPLEMENTARY_KANJI(false, 2, "JIS_X0212-1990", "$(D"),
  KOREAN(true, 2, "EUC-KR", "$)C"),
  SIMPLIFIED_CHINESE(true, 2, "GB2312", "$)A");

  static final byte ESCAPE = 0x1B;
  private static final List<CodeElement> ALL = List.of(values());

  private final boolean upper;
  private final int bytesPerCharacter;
  private final Charset charset;
  private final String escapeSequence;

  CodeElement(boolean upper, int bytesPerCharacter, String charset, String designation) {
    this.upper = upper;
    this.bytesPerCharacter = bytesPerCharacter;
    this.charset = Charset.forName(charset);
    this.escapeSequence = (char) ESCAPE + designation;
  }

  /** Whether it goes to G1. */
  boolean isUpper() {
    return upper;
  }

  int bytesPerCharacter() {
    return bytesPerCharacter;
  }

  byte[] escapeSequence() {
    return escapeSequence.getBytes(StandardCharsets.US_ASCII);
  }

  int escapeSequenceLength() {
    return escapeSequence.length();
  }

  /**
   * The element whose escape sequence starts at {@code index}, null if none that DICOM allows does.
   */
  static @Nullable CodeElement atEscape(byte[] bytes, int index) {
    for (CodeElement element : ALL) {
      if (element.startsAt(bytes, index)) {
        return element;
      }
    }
    return null;
  }

  private boolean startsAt(byte[] bytes, int index) {
    if (index + escapeSequence.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < escapeSequence.length(); i++) {
      if (bytes[index + i] != escapeSequence.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String decode(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, charset);
  }

  /** The bytes of one character, null if the set does not have it. */
  byte @Nullable [] encode(int codePoint) {
    try {
      var encoded = charset.newEncoder().encode(CharBuffer.wrap(Character.toString(codePoint)));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      boolean fits = bytes.length == bytesPerCharacter && (bytes[0] < 0) == upper;
      return fits ? bytes : null;
    } catch (CharacterCodingException notInThisSet) {
      return null;
    }
  }
}
