package org.sealgate.dimse.data;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one value with code extension techniques (PS3.5 6.1.2.5): the reverse of {@link
 * CodeExtensionDecoder}.
 */
final class CodeExtensionEncoder {
  private static final String DELIMITERS = "\\^=\t\n\f\r";

  private final CodeElement initialLower;
  private final @Nullable CodeElement initialUpper;
  private final List<CodeElement> extensions;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private CodeElement lower;
  private @Nullable CodeElement upper;

  CodeExtensionEncoder(
      CodeElement initialLower, @Nullable CodeElement initialUpper, List<CodeElement> extensions) {
    this.initialLower = initialLower;
    this.initialUpper = initialUpper;
    this.extensions = extensions;
    this.lower = initialLower;
    this.upper = initialUpper;
  }

  /** The bytes, null if a character is in none of the sets. */
  byte @Nullable [] encode(String text) {
    boolean encoded = text.codePoints().allMatch(this::append);
    reset();
    return encoded ? bytes.toByteArray() : null;
  }

  private boolean append(int codePoint) {
    if (DELIMITERS.indexOf(codePoint) >= 0) {
      reset();
      bytes.write(codePoint);
      return true;
    }
    if (codePoint <= ' ') {
      bytes.write(codePoint);
      return true;
    }
    return appendIn(lower, codePoint) || appendIn(upper, codePoint) || appendInExtension(codePoint);
  }

  private boolean appendIn(@Nullable CodeElement element, int codePoint) {
    byte[] encoded = element == null ? null : element.encode(codePoint);
    if (encoded != null) {
      bytes.writeBytes(encoded);
    }
    return encoded != null;
  }

  private boolean appendInExtension(int codePoint) {
    for (CodeElement element : extensions) {
      byte[] encoded = element.encode(codePoint);
      if (encoded != null) {
        designate(element);
        bytes.writeBytes(encoded);
        return true;
      }
    }
    return false;
  }

  private void designate(CodeElement element) {
    bytes.writeBytes(element.escapeSequence());
    if (element.isUpper()) {
      upper = element;
    } else {
      lower = element;
    }
  }

  /**
   * Before a delimiter and at the end the initial sets are active again; only G0 needs to be said
   * (6.1.2.5.3).
   */
  private void reset() {
    if (lower != initialLower) {
      designate(initialLower);
    }
    upper = initialUpper;
  }
}
