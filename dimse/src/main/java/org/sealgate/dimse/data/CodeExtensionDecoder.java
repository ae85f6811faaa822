package org.sealgate.dimse.data;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one value with code extension techniques (PS3.5 6.1.2.5). Delimiters of values and of the
 * parts of a name, and the ends of lines, return to the initial sets (PS3.5 6.1.2.5.3).
 */
final class CodeExtensionDecoder {
  private final byte[] bytes;
  private final CodeElement initialLower;
  private final @Nullable CodeElement initialUpper;
  private final boolean personName;
  private final StringBuilder text = new StringBuilder();
  private CodeElement lower;
  private @Nullable CodeElement upper;

  CodeExtensionDecoder(
      byte[] bytes,
      CodeElement initialLower,
      @Nullable CodeElement initialUpper,
      boolean personName) {
    this.bytes = bytes;
    this.initialLower = initialLower;
    this.initialUpper = initialUpper;
    this.personName = personName;
    this.lower = initialLower;
    this.upper = initialUpper;
  }

  String decode() {
    int index = 0;
    while (index < bytes.length) {
      index = step(index);
    }
    return text.toString();
  }

  private int step(int index) {
    byte next = bytes[index];
    if (next == CodeElement.ESCAPE) {
      return escape(index);
    }
    if (isDelimiter(next)) {
      lower = initialLower;
      upper = initialUpper;
      text.append((char) next);
      return index + 1;
    }
    if (next >= 0 && next <= ' ') {
      text.append((char) next);
      return index + 1;
    }
    return run(index);
  }

  private int escape(int index) {
    CodeElement element = CodeElement.atEscape(bytes, index);
    if (element == null) {
      text.append((char) CodeElement.ESCAPE);
      return index + 1;
    }
    if (element.isUpper()) {
      upper = element;
    } else {
      lower = element;
    }
    return index + element.escapeSequenceLength();
  }

  /** In a set of two bytes a character the byte 5CH is half a character, not a backslash. */
  private boolean isDelimiter(byte next) {
    return switch (next) {
      case '\t', '\n', '\f', '\r' -> true;
      case '\\' -> lower.bytesPerCharacter() == 1;
      case '^', '=' -> personName && lower.bytesPerCharacter() == 1;
      default -> false;
    };
  }

  /** As many bytes as are in the same set. */
  private int run(int start) {
    boolean high = bytes[start] < 0;
    @Nullable CodeElement element = high ? upper : lower;
    int length = element == null ? 1 : element.bytesPerCharacter();
    int end = start;
    do {
      end = Math.min(end + length, bytes.length);
    } while (end < bytes.length && continues(bytes[end], high));
    text.append(
        element == null
            ? new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
            : element.decode(bytes, start, end));
    return end;
  }

  private boolean continues(byte next, boolean high) {
    return high ? next < 0 : next > ' ' && !isDelimiter(next);
  }
}
