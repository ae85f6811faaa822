package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DataSetTest {
  private final DataSet dataSet = new DataSet();

  @Test
  void elements_shouldBeInUnsignedOrderOfTags() {
    dataSet.putBytes(Tag.DATA_SET_TRAILING_PADDING, ValueRepresentation.OB, new byte[2]);
    dataSet.putInt(Tag.ROWS, 1).putString(Tag.MODALITY, "CT");
    assertThat(dataSet.elements())
        .extracting(DataElement::tag)
        .containsExactly(Tag.MODALITY, Tag.ROWS, Tag.DATA_SET_TRAILING_PADDING);
  }

  @Test
  void getStrings_shouldSplitAndTrim() {
    dataSet.put(Tag.IMAGE_TYPE, ValueRepresentation.CS, "ORIGINAL ", " PRIMARY", "", "AXIAL");
    assertThat(dataSet.getStrings(Tag.IMAGE_TYPE))
        .containsExactly("ORIGINAL", "PRIMARY", "", "AXIAL");
    assertThat(dataSet.getString(Tag.IMAGE_TYPE)).contains("ORIGINAL");
  }

  @Test
  void getString_shouldKeepBackslashAndLeadingSpaces_whenText() {
    dataSet.putString(Tag.TEXT_VALUE, "  C:\\images  ");
    assertThat(dataSet.getStrings(Tag.TEXT_VALUE)).containsExactly("  C:\\images");
  }

  @Test
  void getString_shouldBeEmpty_whenAbsentOrEmptyOrSequence() {
    dataSet.putString(Tag.PATIENT_ID).putSequence(Tag.CONTENT_SEQUENCE, new DataSet());
    assertThat(dataSet.contains(Tag.PATIENT_ID)).isTrue();
    assertThat(dataSet.getString(Tag.PATIENT_ID)).isEmpty();
    assertThat(dataSet.getString(Tag.PATIENT_NAME)).isEmpty();
    assertThat(dataSet.getString(Tag.CONTENT_SEQUENCE)).isEmpty();
    assertThat(dataSet.getString(Tag.PATIENT_ID, "none")).isEqualTo("none");
  }

  @Test
  void getString_shouldInterpretUnknownWithDictionary() {
    dataSet.putBytes(
        Tag.PATIENT_ID, ValueRepresentation.UN, "4711 ".getBytes(StandardCharsets.US_ASCII));
    assertThat(dataSet.getString(Tag.PATIENT_ID)).contains("4711");
  }

  @Test
  void numbers_shouldRoundTrip_inEveryBinaryForm() {
    dataSet.put(0x00091001, ValueRepresentation.US, "0", "65535");
    dataSet.put(0x00091002, ValueRepresentation.SS, "-32768", "32767");
    dataSet.put(0x00091003, ValueRepresentation.UL, "4294967295");
    dataSet.put(0x00091004, ValueRepresentation.SL, "-2147483648");
    dataSet.put(0x00091005, ValueRepresentation.SV, "-9223372036854775808");
    dataSet.put(0x00091006, ValueRepresentation.UV, "18446744073709551615");
    dataSet.put(0x00091007, ValueRepresentation.FL, "1.5");
    dataSet.put(0x00091008, ValueRepresentation.FD, "-0.1");
    dataSet.put(0x00091009, ValueRepresentation.AT, "(7FE0,0010)", "00100020");
    assertThat(dataSet.getInts(0x00091001)).containsExactly(0, 65535);
    assertThat(dataSet.getInts(0x00091002)).containsExactly(-32768, 32767);
    assertThat(dataSet.getLong(0x00091003)).hasValue(4294967295L);
    assertThat(dataSet.getInt(0x00091004)).hasValue(Integer.MIN_VALUE);
    assertThat(dataSet.getLong(0x00091005)).hasValue(Long.MIN_VALUE);
    assertThat(dataSet.getStrings(0x00091006)).containsExactly("18446744073709551615");
    assertThat(dataSet.getDouble(0x00091007)).hasValue(1.5);
    assertThat(dataSet.getStrings(0x00091008)).containsExactly("-0.1");
    assertThat(dataSet.getInts(0x00091009)).containsExactly(Tag.PIXEL_DATA, Tag.PATIENT_ID);
    assertThat(dataSet.getStrings(0x00091009)).containsExactly("(7FE0,0010)", "(0010,0020)");
  }

  @Test
  void numbers_shouldBeReadFromText() {
    dataSet.putString(Tag.INSTANCE_NUMBER, "+12").putString(Tag.PIXEL_SPACING, "0.5", " 1e-1 ");
    assertThat(dataSet.getInt(Tag.INSTANCE_NUMBER)).hasValue(12);
    assertThat(dataSet.getDoubles(Tag.PIXEL_SPACING)).containsExactly(0.5, 0.1);
    assertThat(dataSet.getInt(Tag.SERIES_NUMBER)).isEqualTo(OptionalInt.empty());
    assertThat(dataSet.getInt(Tag.SERIES_NUMBER, 7)).isEqualTo(7);
  }

  @Test
  void numbers_shouldBeRefused_whenTheyAreNone() {
    dataSet.putString(Tag.INSTANCE_NUMBER, "twelve");
    dataSet.putBytes(Tag.ROWS, ValueRepresentation.US, new byte[3]);
    dataSet.put(0x00091003, ValueRepresentation.UL, "4294967295");
    assertThatThrownBy(() -> dataSet.getInt(Tag.INSTANCE_NUMBER))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("(0020,0013): \"twelve\" is not an integer");
    assertThatThrownBy(() -> dataSet.getInt(Tag.ROWS))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("multiple of 2 bytes, not 3");
    assertThatThrownBy(() -> dataSet.getInt(0x00091003))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("does not fit in 32 bits");
  }

  @Test
  void putInt_shouldRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> dataSet.putInt(Tag.ROWS, 65536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("(0028,0010): \"65536\" is no value of VR US");
  }

  @Test
  void putString_shouldRefuseTagsThatAreNotInTheDictionary() {
    assertThatThrownBy(() -> dataSet.putString(0x00091001, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0009,1001) is not in the dictionary");
  }

  @Test
  void putDouble_shouldFitInADecimalString() {
    dataSet.putDouble(Tag.PIXEL_SPACING, 1.0 / 3, -1.0e-7 / 3, 123456789.12345679);
    assertThat(dataSet.getStrings(Tag.PIXEL_SPACING)).allMatch(text -> text.length() <= 16);
    assertThat(dataSet.getDoubles(Tag.PIXEL_SPACING)[0]).isCloseTo(1.0 / 3, Offset.offset(1e-13));
  }

  @Test
  void putInt_shouldFollowPixelRepresentation() {
    dataSet.putInt(Tag.PIXEL_REPRESENTATION, 1).putInt(Tag.PIXEL_PADDING_VALUE, -2000);
    assertThat(dataSet.find(Tag.PIXEL_PADDING_VALUE).orElseThrow().valueRepresentation())
        .isEqualTo(ValueRepresentation.SS);
  }

  @Test
  void getSequence_shouldInheritCharacterSet() {
    DataSet item =
        new DataSet()
            .putBytes(
                Tag.CODE_MEANING,
                ValueRepresentation.LO,
                "Röntgen ".getBytes(StandardCharsets.UTF_8));
    dataSet
        .putString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
        .putSequence(Tag.CONCEPT_NAME_CODE_SEQUENCE, item);
    assertThat(
            dataSet
                .getItem(Tag.CONCEPT_NAME_CODE_SEQUENCE)
                .orElseThrow()
                .getString(Tag.CODE_MEANING))
        .contains("Röntgen");
    assertThat(item.specificCharacterSet().terms()).containsExactly("ISO_IR 192");
  }

  @Test
  void getPersonName_shouldSplitGroups() {
    dataSet.putString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
    dataSet.putString(Tag.PATIENT_NAME, "Yamada^Tarou^^Dr=山田^太郎");
    PersonName name = dataSet.getPersonName(Tag.PATIENT_NAME).orElseThrow();
    assertThat(name.alphabetic().familyName()).isEqualTo("Yamada");
    assertThat(name.alphabetic().namePrefix()).isEqualTo("Dr");
    assertThat(name.ideographic().givenName()).isEqualTo("太郎");
    assertThat(name.phonetic().isEmpty()).isTrue();
    assertThat(name).hasToString("Yamada^Tarou^^Dr=山田^太郎");
  }

  @Test
  void getFragments_shouldGiveCopies() {
    dataSet.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], new byte[] {1, 2}));
    dataSet.getFragments(Tag.PIXEL_DATA).get(1)[0] = 9;
    assertThat(dataSet.getFragments(Tag.PIXEL_DATA).get(1)).containsExactly(1, 2);
  }

  @Test
  void toString_shouldNotShowValues() {
    dataSet.putString(Tag.PATIENT_NAME, "Secret^Name");
    assertThat(dataSet.toString()).contains("(0010,0010) PN").doesNotContain("Secret");
  }

  @Test
  void remove_shouldTakeTheElementAway() {
    dataSet.putString(Tag.PATIENT_ID, "1").remove(Tag.PATIENT_ID);
    assertThat(dataSet.isEmpty()).isTrue();
  }
}
