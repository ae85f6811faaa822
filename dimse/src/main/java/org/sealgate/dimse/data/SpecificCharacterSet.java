package org.sealgate.dimse.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a data set is encoded, as Specific Character Set (0008,0005) says (PS3.3
 * C.12.1.1.2, PS3.5 6.1).
 *
 * <p>Decoding never fails: bytes outside the declared sets are read as ISO 8859-1, which is what
 * undeclared text most often is, and broken UTF-8 or GB18030 yields U+FFFD. Spellings such as
 * {@code ISO-IR 100} are understood.
 */
public final class SpecificCharacterSet {
  private static final Map<String, String> WHOLE =
      Map.of("192", "UTF-8", "UTF8", "UTF-8", "GB18030", "GB18030", "GBK", "GBK");

  /** The default repertoire, ASCII. */
  public static final SpecificCharacterSet DEFAULT = of(List.of());

  /** UTF-8. */
  public static final SpecificCharacterSet UTF_8 = of(List.of("ISO_IR 192"));

  private final List<String> terms;
  private final boolean known;
  private final @Nullable Charset whole;
  private final CodeElement lower;
  private final @Nullable CodeElement upper;
  private final List<CodeElement> extensions;

  private SpecificCharacterSet(List<String> terms) {
    this.terms = List.copyOf(terms);
    String first = terms.isEmpty() ? "" : normalize(terms.getFirst());
    this.whole = wholeCharset(first);
    List<CodeElement> initial = elements(first);
    this.lower =
        initial.stream()
            .filter(SpecificCharacterSet::mayBeInitialLower)
            .findFirst()
            .orElse(CodeElement.ASCII);
    this.upper = initial.stream().filter(CodeElement::isUpper).findFirst().orElse(null);
    this.extensions = extensions(terms);
    this.known =
        terms.stream().map(SpecificCharacterSet::normalize).allMatch(SpecificCharacterSet::isKnown);
  }

  /**
   * The character set that the values of (0008,0005) define; an empty list is the default
   * repertoire.
   */
  public static SpecificCharacterSet of(List<String> terms) {
    return new SpecificCharacterSet(terms);
  }

  /** The values of (0008,0005). */
  public List<String> terms() {
    return terms;
  }

  /** Whether every term is one of PS3.3 C.12.1.1.2; if not, decoding is a guess. */
  public boolean isKnown() {
    return known;
  }

  /** The text of the bytes, values still separated by backslashes, padding still there. */
  public String decode(byte[] bytes, ValueRepresentation valueRepresentation) {
    if (!valueRepresentation.usesSpecificCharacterSet()) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    if (whole != null) {
      return new String(bytes, whole);
    }
    return new CodeExtensionDecoder(
            bytes, lower, upper, valueRepresentation == ValueRepresentation.PN)
        .decode();
  }

  /**
   * The bytes of a text, without padding.
   *
   * @throws IllegalArgumentException if a character is not in the set
   */
  public byte[] encode(String text, ValueRepresentation valueRepresentation) {
    byte[] encoded =
        valueRepresentation.usesSpecificCharacterSet() ? encode(text) : DEFAULT.encode(text);
    if (encoded == null) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" has characters outside Specific Character Set "
              + terms
              + " of VR "
              + valueRepresentation);
    }
    return encoded;
  }

  private byte @Nullable [] encode(String text) {
    return whole != null
        ? encodeWhole(whole, text)
        : new CodeExtensionEncoder(lower, upper, extensions).encode(text);
  }

  private static byte @Nullable [] encodeWhole(Charset charset, String text) {
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException notInThisSet) {
      return null;
    }
  }

  /**
   * Kanji are never initial in G0, whatever some writers put first: values would have no
   * delimiters.
   */
  private static boolean mayBeInitialLower(CodeElement element) {
    return !element.isUpper() && element.bytesPerCharacter() == 1;
  }

  private static List<CodeElement> extensions(List<String> terms) {
    List<CodeElement> extensions = new ArrayList<>();
    if (terms.size() > 1) {
      terms.forEach(term -> extensions.addAll(elements(normalize(term))));
    }
    return List.copyOf(extensions);
  }

  private static @Nullable Charset wholeCharset(String term) {
    String name = WHOLE.get(term);
    return name == null ? null : Charset.forName(name);
  }

  private static boolean isKnown(String term) {
    return term.isEmpty()
        || term.equals("6")
        || WHOLE.containsKey(term)
        || !elements(term).isEmpty();
  }

  /**
   * The registration number of ISO_IR nnn and ISO 2022 IR nnn, otherwise the term without
   * separators.
   */
  private static String normalize(String term) {
    String letters = term.toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return letters.replaceFirst("^ISO(2022)?IR", "");
  }

  private static List<CodeElement> elements(String term) {
    return switch (term) {
      case "6" -> List.of(CodeElement.ASCII);
      case "13" -> List.of(CodeElement.JIS_ROMAJI, CodeElement.JIS_KATAKANA);
      case "58" -> List.of(CodeElement.SIMPLIFIED_CHINESE);
      case "87" -> List.of(CodeElement.JIS_KANJI);
      case "100" -> List.of(CodeElement.LATIN_1);
      case "101" -> List.of(CodeElement.LATIN_2);
      case "109" -> List.of(CodeElement.LATIN_3);
      case "110" -> List.of(CodeElement.LATIN_4);
      case "126" -> List.of(CodeElement.GREEK);
      case "127" -> List.of(CodeElement.ARABIC);
      case "138" -> List.of(CodeElement.HEBREW);
      case "144" -> List.of(CodeElement.CYRILLIC);
      case "148" -> List.of(CodeElement.LATIN_5);
      case "149" -> List.of(CodeElement.KOREAN);
      case "159" -> List.of(CodeElement.JIS_SUPPLEMENTARY_KANJI);
      case "166" -> List.of(CodeElement.THAI);
      case "203" -> List.of(CodeElement.LATIN_9);
      default -> List.of();
    };
  }

  @Override
  public String toString() {
    return terms.isEmpty() ? "ISO_IR 6" : String.join("\\", terms);
  }
}
