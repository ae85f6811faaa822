package org.sealgate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.Eligibility.Eligible;
import org.sealgate.inference.Eligibility.Skipped;
import org.sealgate.inference.image.SyntheticChest;
import org.sealgate.inference.image.TestImages;

class EligibilityTest {
  private final DataSet chest = TestImages.header(SyntheticChest.draw(10, 10, 1), 8, 8);

  @Test
  void check_shouldAcceptAFrontalChest() {
    assertThat(Eligibility.check(chest)).isEqualTo(new Eligible());
  }

  @Test
  void check_shouldAcceptLowerCaseAndBlanks() {
    assertThat(Eligibility.check(chest.putString(Tag.BODY_PART_EXAMINED, "Chest ")))
        .isEqualTo(new Eligible());
  }

  @Test
  void check_shouldSkipAnotherModality() {
    assertThat(Eligibility.check(chest.putString(Tag.MODALITY, "CT")))
        .isEqualTo(new Skipped("Modality (0008,0060) is 'CT'"));
  }

  @Test
  void check_shouldSkipAnotherSopClass() {
    assertThat(Eligibility.check(chest.putString(Tag.SOP_CLASS_UID, "1.2.3")))
        .isEqualTo(new Skipped("SOP Class UID (0008,0016) is '1.2.3'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HAND", "ABDOMEN"})
  void check_shouldSkipAnotherBodyPart(String part) {
    assertThat(Eligibility.check(chest.putString(Tag.BODY_PART_EXAMINED, part)))
        .isEqualTo(new Skipped("Body Part Examined (0018,0015) is '" + part + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LL", "RL", "LLO"})
  void check_shouldSkipALateralView(String view) {
    assertThat(Eligibility.check(chest.putString(Tag.VIEW_POSITION, view)))
        .isEqualTo(new Skipped("View Position (0018,5101) is '" + view + "'"));
  }

  @Test
  void check_shouldLookAtCodes_whenThereAreNoTexts() {
    chest.remove(Tag.BODY_PART_EXAMINED).remove(Tag.VIEW_POSITION);
    chest
        .putSequence(Tag.ANATOMIC_REGION_SEQUENCE, code("51185008"))
        .putSequence(0x00540220, code("399348003"));
    assertThat(Eligibility.check(chest)).isEqualTo(new Eligible());
    chest.putSequence(0x00540220, code("399067008"));
    assertThat(Eligibility.check(chest))
        .isEqualTo(new Skipped("View Code Sequence (0054,0220) is '399067008'"));
    chest.putSequence(Tag.ANATOMIC_REGION_SEQUENCE, code("T-D8700"));
    assertThat(Eligibility.check(chest))
        .isEqualTo(new Skipped("Anatomic Region Sequence (0008,2218) is 'T-D8700'"));
  }

  @Test
  void check_shouldLookAtDescriptions_whenThereIsNoBodyPart() {
    chest.remove(Tag.BODY_PART_EXAMINED);
    assertThat(Eligibility.check(chest))
        .isEqualTo(new Skipped("no body part, and no description names the chest"));
    assertThat(Eligibility.check(chest.putString(Tag.STUDY_DESCRIPTION, "X-ray chest ap")))
        .isEqualTo(new Eligible());
  }

  @Test
  void check_shouldFollowTheRules() {
    EligibilityRules rules =
        new EligibilityRules(
            Set.of("OT"),
            Set.of("1.2.840.10008.5.1.4.1.1.7"),
            Set.of("CHEST"),
            Set.of("AP"),
            List.of(),
            true);
    chest.putString(Tag.MODALITY, "OT").putString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7");
    assertThat(Eligibility.check(chest, rules)).isEqualTo(new Eligible());
    assertThat(Eligibility.check(chest.remove(Tag.BODY_PART_EXAMINED), rules))
        .isEqualTo(new Eligible());
    assertThat(Eligibility.check(chest.remove(Tag.VIEW_POSITION), rules))
        .isEqualTo(new Skipped("View Position (0018,5101) is missing"));
  }

  @Test
  void rules_shouldRefuseAnEmptySet() {
    assertThatThrownBy(() ->
            new EligibilityRules(Set.of(), Set.of("1"), Set.of("1"), Set.of("1"), List.of(), true))
        .hasMessageContaining("modalities is empty");
  }

  private static DataSet code(String value) {
    return new DataSet().putString(Tag.CODE_VALUE, value);
  }
}
