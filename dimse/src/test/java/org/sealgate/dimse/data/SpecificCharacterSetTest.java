package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpecificCharacterSetTest {
  /** The examples of PS3.5 annexes H, I, J and K, as bytes of a PN value. */
  static Stream<Arguments> names() {
    return Stream.of(
        // H.3.1: Yamada^Tarou in romaji, kanji (ESC 2/4 4/2) and hiragana
        Arguments.of(
            "\\ISO 2022 IR 87",
            """
            59616D6164615E5461726F75 3D
            1B2442 3B33 4544 1B2842 5E 1B2442 4240 4F3A 1B2842 3D
            1B2442 2464 245E 2440 1B2842 5E 1B2442 243F 246D 2426 1B2842
            """,
            "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        // H.3.2: half-width katakana of ISO IR 13, kanji, hiragana
        Arguments.of(
            "ISO 2022 IR 13\\ISO 2022 IR 87",
            """
            D4CFC0DE5EC0DBB3 3D
            1B2442 3B33 4544 1B284A 5E 1B2442 4240 4F3A 1B284A 3D
            1B2442 2464 245E 2440 1B284A 5E 1B2442 243F 246D 2426 1B284A
            """,
            "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
        // I.2: Hong^Gildong, hanja and hangul of KS X 1001 in G1 (ESC 2/4 2/9 4/3)
        Arguments.of(
            "\\ISO 2022 IR 149",
            """
            486F6E675E47696C646F6E67 3D
            1B242943 FBF3 5E 1B242943 D1CE D4D7 3D
            1B242943 C8AB 5E 1B242943 B1E6 B5BF
            """,
            "Hong^Gildong=洪^吉洞=홍^길동"),
        // J.1: UTF-8
        Arguments.of(
            "ISO_IR 192",
            "57616E675E5869616F446F6E67 3D E78E8B 5E E5B08F E69DB1 3D",
            "Wang^XiaoDong=王^小東="),
        // J.2: GB18030
        Arguments.of(
            "GB18030", "57616E675E5869616F446F6E67 3D CDF5 5E D0A1 B6AB 3D", "Wang^XiaoDong=王^小东="),
        // K.2: GB2312 by code extension (ESC 2/4 2/9 4/1)
        Arguments.of(
            "\\ISO 2022 IR 58",
            "5A68616E675E5869616F446F6E67 3D 1B242941 D5C5 5E 1B242941 D0A1 B6AB 3D",
            "Zhang^XiaoDong=张^小东="));
  }

  @ParameterizedTest
  @MethodSource("names")
  void decode_shouldReadTheNamesOfTheStandard(String terms, String vector, String expected) {
    assertThat(set(terms).decode(Hex.bytes(vector), ValueRepresentation.PN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("names")
  void encode_shouldDecodeToTheSameName(String terms, String vector, String name) {
    byte[] encoded = set(terms).encode(name, ValueRepresentation.PN);
    assertThat(set(terms).decode(encoded, ValueRepresentation.PN)).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void encode_shouldGiveTheBytesOfTheStandard(String terms, String vector, String name) {
    assertThat(set(terms).encode(name, ValueRepresentation.PN)).isEqualTo(Hex.bytes(vector));
  }

  static Stream<Arguments> singleByteSets() {
    return Stream.of(
        Arguments.of("ISO_IR 100", "C4 6E 65 61 73", "Äneas"),
        Arguments.of("ISO_IR 101", "57 61 B3 EA 73 61", "Wałęsa"),
        Arguments.of("ISO_IR 144", "BB EE DA E1 D5 DC D1 E3 E0 D3", "Люксембург"),
        Arguments.of("ISO_IR 126", "C4 E9 EF ED F5 F3 E9 EF F2", "Διονυσιος"),
        Arguments.of("ISO_IR 127", "E2 C8 C7 E6 EA", "قباني"),
        Arguments.of("ISO_IR 138", "F9 F8 E5 EF", "שרון"),
        Arguments.of("ISO_IR 148", "C7 E1 FD", "Çáı"),
        Arguments.of("ISO_IR 166", "CA C1", "สม"),
        Arguments.of("ISO_IR 203", "A4", "€"),
        Arguments.of("ISO_IR 13", "D4 CF C0 DE", "ﾔﾏﾀﾞ"));
  }

  @ParameterizedTest
  @MethodSource("singleByteSets")
  void decode_shouldReadSingleByteSets(String term, String vector, String expected) {
    byte[] bytes = Hex.bytes(vector);
    assertThat(set(term).decode(bytes, ValueRepresentation.LO)).isEqualTo(expected);
    assertThat(set(term).encode(expected, ValueRepresentation.LO)).isEqualTo(bytes);
  }

  /**
   * In kanji the byte 5CH is half a character; as a delimiter it counts only in a single-byte set.
   */
  @Test
  void decode_shouldNotTakeHalfACharacterForADelimiter() {
    byte[] bytes = Hex.bytes("1B2442 305C 1B2842 5C 41");
    assertThat(set("\\ISO 2022 IR 87").decode(bytes, ValueRepresentation.LO))
        .isEqualTo(kanji(0x305C) + "\\A");
  }

  private static String kanji(int code) {
    byte[] bytes = {0x1B, 0x24, 0x42, (byte) (code >> 8), (byte) code, 0x1B, 0x28, 0x42};
    return new String(bytes, Charset.forName("ISO-2022-JP"));
  }

  @Test
  void decode_shouldReturnToInitialSets_afterDelimiter() {
    byte[] bytes = Hex.bytes("1B2D4C BB 5C C4");
    assertThat(set("ISO 2022 IR 100\\ISO 2022 IR 144").decode(bytes, ValueRepresentation.LO))
        .isEqualTo("Л\\Ä");
  }

  @Test
  void decode_shouldGuessLatin1_whenNothingIsDeclared() {
    assertThat(SpecificCharacterSet.DEFAULT.decode(Hex.bytes("4D FC"), ValueRepresentation.PN))
        .isEqualTo("Mü");
    SpecificCharacterSet unknown = set("ISO_IR 999");
    assertThat(unknown.isKnown()).isFalse();
    assertThat(unknown.decode(Hex.bytes("4D FC"), ValueRepresentation.PN)).isEqualTo("Mü");
  }

  @Test
  void of_shouldUnderstandSpellingsSeenInTheField() {
    for (String spelling :
        List.of("ISO_IR 192", "ISO-IR 192", "ISO_IR_192", "ISO IR 192", "UTF-8", "iso_ir 192")) {
      assertThat(set(spelling).isKnown()).as(spelling).isTrue();
      assertThat(set(spelling).decode(Hex.bytes("E78E8B"), ValueRepresentation.LO))
          .as(spelling)
          .isEqualTo("王");
    }
  }

  @Test
  void encode_shouldRefuseCharactersOutsideTheSet() {
    assertThatThrownBy(() -> set("ISO_IR 100").encode("王", ValueRepresentation.PN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ISO_IR 100]");
    assertThatThrownBy(() -> SpecificCharacterSet.UTF_8.encode("Ä", ValueRepresentation.CS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VR CS");
  }

  private static SpecificCharacterSet set(String terms) {
    return SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1)));
  }
}
