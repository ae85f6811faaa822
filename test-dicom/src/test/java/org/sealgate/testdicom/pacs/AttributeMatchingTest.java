package org.sealgate.testdicom.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.testdicom.generate.Repertoire;

class AttributeMatchingTest {
  @ParameterizedTest
  @CsvSource({
    "20240615, true",
    "20240614, false",
    "20240601-20240630, true",
    "20240615-20240615, true",
    "20240616-, false",
    "20240615-, true",
    "-20240615, true",
    "-20240614, false",
  })
  void matches_shouldMatchDatesAndRanges(String wanted, boolean expected) {
    DataSet study = new DataSet().putString(Tag.STUDY_DATE, "20240615");

    assertThat(matches(new DataSet().putString(Tag.STUDY_DATE, wanted), study)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Miller^Ann, true",
    "miller^ann, true",
    "Mill*, true",
    "*Ann, true",
    "M?ller^Ann, true",
    "Miller^An, false",
    "Miller.Ann, false",
  })
  void matches_shouldMatchNamesWithWildCards(String wanted, boolean expected) {
    DataSet patient = new DataSet().putString(Tag.PATIENT_NAME, "Miller^Ann");

    assertThat(matches(new DataSet().putString(Tag.PATIENT_NAME, wanted), patient))
        .isEqualTo(expected);
  }

  @Test
  void matches_shouldMatchAnyUidOfAList_withoutWildCards() {
    DataSet instance = new DataSet().putString(Tag.SOP_INSTANCE_UID, "1.2.3");

    assertThat(matches(new DataSet().putString(Tag.SOP_INSTANCE_UID, "1.2.9", "1.2.3"), instance))
        .isTrue();
    assertThat(matches(new DataSet().putString(Tag.SOP_INSTANCE_UID, "1.2.9"), instance)).isFalse();
    assertThat(matches(new DataSet().putString(Tag.SOP_INSTANCE_UID, "1.2.30"), instance))
        .isFalse();
  }

  @Test
  void matches_shouldMatchEverything_whenTheKeyIsEmpty() {
    DataSet keys =
        new DataSet()
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
            .putString(Tag.PATIENT_NAME)
            .putSequence(Tag.REQUEST_ATTRIBUTES_SEQUENCE, new DataSet());

    assertThat(matches(keys, new DataSet())).isTrue();
  }

  @Test
  void matches_shouldNotMatchAnAbsentAttribute_whenTheKeyHasAValue() {
    assertThat(matches(new DataSet().putString(Tag.MODALITY, "CT"), new DataSet())).isFalse();
  }

  @Test
  void matches_shouldLookIntoItems() {
    DataSet study =
        new DataSet()
            .putSequence(
                Tag.REQUEST_ATTRIBUTES_SEQUENCE,
                new DataSet().putString(Tag.REQUESTED_PROCEDURE_ID, "RP1"));

    assertThat(matches(request("RP1"), study)).isTrue();
    assertThat(matches(request("RP2"), study)).isFalse();
  }

  @Test
  void matches_shouldCompareCharacters_notBytes() {
    DataSet keys = named(Repertoire.UTF_8);
    DataSet patient = named(Repertoire.LATIN_1);

    assertThat(matches(keys, patient)).isTrue();
  }

  private static DataSet named(Repertoire repertoire) {
    return new DataSet()
        .putString(Tag.SPECIFIC_CHARACTER_SET, repertoire.definedTerms().toArray(String[]::new))
        .putString(Tag.PATIENT_NAME, "Müller^Jürgen");
  }

  private static DataSet request(String procedure) {
    return new DataSet()
        .putSequence(
            Tag.REQUEST_ATTRIBUTES_SEQUENCE,
            new DataSet().putString(Tag.REQUESTED_PROCEDURE_ID, procedure));
  }

  private static boolean matches(DataSet keys, DataSet attributes) {
    return AttributeMatching.matches(keys, attributes);
  }
}
