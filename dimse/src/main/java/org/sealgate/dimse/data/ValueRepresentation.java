package org.sealgate.dimse.data;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value representation (PS3.5 6.2): the data type of an element's value and how it is laid out on
 * the wire.
 *
 * <p>The constants are named by their two-letter code.
 */
public enum ValueRepresentation {
  /** Application Entity. */
  AE(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Age String. */
  AS(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Attribute Tag: pairs of 16-bit numbers. */
  AT(Form.SHORT, Kind.BINARY, 2, 0),
  /** Code String. */
  CS(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Date. */
  DA(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Decimal String. */
  DS(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Date Time. */
  DT(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Floating Point Double, 64 bits. */
  FD(Form.SHORT, Kind.BINARY, 8, 0),
  /** Floating Point Single, 32 bits. */
  FL(Form.SHORT, Kind.BINARY, 4, 0),
  /** Integer String. */
  IS(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Long String. */
  LO(Form.SHORT, Kind.LOCALIZED_TEXT, 1, ' '),
  /** Long Text, one value in which a backslash is a character. */
  LT(Form.SHORT, Kind.LOCALIZED_PARAGRAPHS, 1, ' '),
  /** Other Byte. */
  OB(Form.LONG, Kind.BINARY, 1, 0),
  /** Other Double, 64-bit floating point. */
  OD(Form.LONG, Kind.BINARY, 8, 0),
  /** Other Float, 32-bit floating point. */
  OF(Form.LONG, Kind.BINARY, 4, 0),
  /** Other Long, 32-bit words. */
  OL(Form.LONG, Kind.BINARY, 4, 0),
  /** Other 64-bit Very Long. */
  OV(Form.LONG, Kind.BINARY, 8, 0),
  /** Other Word, 16-bit words. */
  OW(Form.LONG, Kind.BINARY, 2, 0),
  /** Person Name. */
  PN(Form.SHORT, Kind.LOCALIZED_TEXT, 1, ' '),
  /** Short String. */
  SH(Form.SHORT, Kind.LOCALIZED_TEXT, 1, ' '),
  /** Signed Long, 32 bits. */
  SL(Form.SHORT, Kind.BINARY, 4, 0),
  /** Sequence of Items. */
  SQ(Form.LONG, Kind.SEQUENCE, 1, 0),
  /** Signed Short, 16 bits. */
  SS(Form.SHORT, Kind.BINARY, 2, 0),
  /** Short Text, one value in which a backslash is a character. */
  ST(Form.SHORT, Kind.LOCALIZED_PARAGRAPHS, 1, ' '),
  /** Signed 64-bit Very Long. */
  SV(Form.LONG, Kind.BINARY, 8, 0),
  /** Time. */
  TM(Form.SHORT, Kind.TEXT, 1, ' '),
  /** Unlimited Characters. */
  UC(Form.LONG, Kind.LOCALIZED_TEXT, 1, ' '),
  /** Unique Identifier, padded with a zero byte. */
  UI(Form.SHORT, Kind.TEXT, 1, 0),
  /** Unsigned Long, 32 bits. */
  UL(Form.SHORT, Kind.BINARY, 4, 0),
  /** Unknown: the bytes as they were, Implicit VR Little Endian if they are a sequence. */
  UN(Form.LONG, Kind.BINARY, 1, 0),
  /** Universal Resource Identifier or Locator, one value. */
  UR(Form.LONG, Kind.PARAGRAPHS, 1, ' '),
  /** Unsigned Short, 16 bits. */
  US(Form.SHORT, Kind.BINARY, 2, 0),
  /** Unlimited Text, one value in which a backslash is a character. */
  UT(Form.LONG, Kind.LOCALIZED_PARAGRAPHS, 1, ' '),
  /** Unsigned 64-bit Very Long. */
  UV(Form.LONG, Kind.BINARY, 8, 0);

  private enum Form {
    SHORT,
    LONG
  }

  private enum Kind {
    BINARY,
    TEXT,
    PARAGRAPHS,
    LOCALIZED_TEXT,
    LOCALIZED_PARAGRAPHS,
    SEQUENCE
  }

  private static final @Nullable ValueRepresentation[] BY_CODE =
      new @Nullable ValueRepresentation[26 * 26];

  static {
    for (ValueRepresentation valueRepresentation : values()) {
      String code = valueRepresentation.name();
      BY_CODE[index(code.charAt(0), code.charAt(1))] = valueRepresentation;
    }
  }

  private final Form form;
  private final Kind kind;
  private final int wordLength;
  private final byte paddingByte;

  ValueRepresentation(Form form, Kind kind, int wordLength, int paddingByte) {
    this.form = form;
    this.kind = kind;
    this.wordLength = wordLength;
    this.paddingByte = (byte) paddingByte;
  }

  /** The value representation with the given two-letter code, if PS3.5 6.2 defines it. */
  public static Optional<ValueRepresentation> of(String code) {
    return code.length() == 2
        ? Optional.ofNullable(lookUp(code.charAt(0), code.charAt(1)))
        : Optional.empty();
  }

  static @Nullable ValueRepresentation lookUp(int first, int second) {
    return isUpperCase(first) && isUpperCase(second) ? BY_CODE[index(first, second)] : null;
  }

  static boolean isUpperCase(int character) {
    return character >= 'A' && character <= 'Z';
  }

  private static int index(int first, int second) {
    return (first - 'A') * 26 + (second - 'A');
  }

  /** The two ASCII letters on the wire. */
  public String code() {
    return name();
  }

  /**
   * Whether the explicit form has two reserved bytes and a 32-bit length (PS3.5 table 7.1-1) rather
   * than a 16-bit length.
   */
  public boolean hasLongForm() {
    return form == Form.LONG;
  }

  /**
   * The byte that makes an odd value even: a space for text, zero for UI and binary values (PS3.5
   * 6.2).
   */
  public byte paddingByte() {
    return paddingByte;
  }

  /** Whether the value is characters. */
  public boolean isText() {
    return kind != Kind.BINARY && kind != Kind.SEQUENCE;
  }

  /** Whether Specific Character Set (0008,0005) applies to the value (PS3.5 6.1.2.2). */
  public boolean usesSpecificCharacterSet() {
    return kind == Kind.LOCALIZED_TEXT || kind == Kind.LOCALIZED_PARAGRAPHS;
  }

  /** Whether a backslash separates values; in LT, ST, UT and UR it does not (PS3.5 6.4). */
  public boolean isMultiValuedText() {
    return kind == Kind.TEXT || kind == Kind.LOCALIZED_TEXT;
  }

  /**
   * The width in bytes of the words that byte order applies to: 1, 2, 4 or 8; 2 for AT (PS3.5 7.3).
   */
  public int wordLength() {
    return wordLength;
  }

  /** The length in bytes of one value if all have the same, as in US or AT, and 0 if it varies. */
  public int fixedLength() {
    return switch (this) {
      case AT, FL, SL, UL -> 4;
      case SS, US -> 2;
      case FD, SV, UV -> 8;
      case AE,
          AS,
          CS,
          DA,
          DS,
          DT,
          IS,
          LO,
          LT,
          OB,
          OD,
          OF,
          OL,
          OV,
          OW,
          PN,
          SH,
          SQ,
          ST,
          TM,
          UC,
          UI,
          UN,
          UR,
          UT ->
          0;
    };
  }
}
