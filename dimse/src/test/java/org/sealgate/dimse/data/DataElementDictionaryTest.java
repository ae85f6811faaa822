package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

class DataElementDictionaryTest {
  @Test
  void find_shouldKnowNameAndMultiplicity() {
    DictionaryEntry entry = DataElementDictionary.find(Tag.PATIENT_NAME).orElseThrow();
    assertThat(entry.keyword()).isEqualTo("PatientName");
    assertThat(entry.name()).isEqualTo("Patient's Name");
    assertThat(entry.valueMultiplicity()).isEqualTo("1");
    assertThat(entry.valueRepresentations()).containsExactly(ValueRepresentation.PN);
    assertThat(entry.retired()).isFalse();
    assertThat(DataElementDictionary.find("PatientName")).contains(entry);
  }

  @Test
  void find_shouldKnowRepeatingGroups() {
    assertThat(DataElementDictionary.find(0x60023000).orElseThrow().keyword())
        .isEqualTo("OverlayData");
    assertThat(DataElementDictionary.find(0x60023000).orElseThrow().tag()).isEqualTo(0x60023000);
    assertThat(DataElementDictionary.find(0x501E3000).orElseThrow().keyword())
        .isEqualTo("CurveData");
    assertThat(DataElementDictionary.find(0x002031AB).orElseThrow().keyword())
        .isEqualTo("SourceImageIDs");
    assertThat(DataElementDictionary.find(0x60033000)).isEmpty();
  }

  @Test
  void valueRepresentation_shouldSayWhatImplicitMeans() {
    assertThat(DataElementDictionary.valueRepresentation(Tag.PIXEL_DATA))
        .isEqualTo(ValueRepresentation.OW);
    assertThat(DataElementDictionary.valueRepresentation(Tag.LUT_DATA))
        .isEqualTo(ValueRepresentation.OW);
    assertThat(DataElementDictionary.valueRepresentation(Tag.SMALLEST_IMAGE_PIXEL_VALUE))
        .isEqualTo(ValueRepresentation.US);
    assertThat(DataElementDictionary.valueRepresentation(0x00080000))
        .isEqualTo(ValueRepresentation.UL);
    assertThat(DataElementDictionary.valueRepresentation(0x00090000))
        .isEqualTo(ValueRepresentation.UL);
    assertThat(DataElementDictionary.valueRepresentation(0x00090010))
        .isEqualTo(ValueRepresentation.LO);
    assertThat(DataElementDictionary.valueRepresentation(0x00091001))
        .isEqualTo(ValueRepresentation.UN);
    assertThat(DataElementDictionary.valueRepresentation(0x00080003))
        .isEqualTo(ValueRepresentation.UN);
  }

  @Test
  void size_shouldBeThatOfTheStandard() {
    assertThat(DataElementDictionary.size()).isGreaterThan(5000);
  }

  @Test
  void tagConstants_shouldAllBeInTheDictionary() throws IllegalAccessException {
    int constants = 0;
    for (Field field : Tag.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        assertThat(DataElementDictionary.find(field.getInt(null))).as(field.getName()).isPresent();
        constants++;
      }
    }
    assertThat(constants).isGreaterThan(200);
  }
}
