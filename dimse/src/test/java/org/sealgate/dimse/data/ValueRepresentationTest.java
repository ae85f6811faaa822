package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueRepresentationTest {
  @Test
  void hasLongForm_shouldBeTrueForTable71() {
    Set<ValueRepresentation> longForm = EnumSet.noneOf(ValueRepresentation.class);
    Arrays.stream(ValueRepresentation.values())
        .filter(ValueRepresentation::hasLongForm)
        .forEach(longForm::add);
    assertThat(longForm)
        .containsExactlyInAnyOrder(
            ValueRepresentation.OB,
            ValueRepresentation.OD,
            ValueRepresentation.OF,
            ValueRepresentation.OL,
            ValueRepresentation.OV,
            ValueRepresentation.OW,
            ValueRepresentation.SQ,
            ValueRepresentation.SV,
            ValueRepresentation.UC,
            ValueRepresentation.UN,
            ValueRepresentation.UR,
            ValueRepresentation.UT,
            ValueRepresentation.UV);
  }

  @Test
  void of_shouldFindEveryCodeAndNoOther() {
    for (ValueRepresentation each : ValueRepresentation.values()) {
      assertThat(ValueRepresentation.of(each.code())).contains(each);
    }
    assertThat(ValueRepresentation.of("ZZ")).isEmpty();
    assertThat(ValueRepresentation.of("  ")).isEmpty();
    assertThat(ValueRepresentation.of("ob")).isEmpty();
    assertThat(ValueRepresentation.of("OBB")).isEmpty();
  }

  @Test
  void paddingByte_shouldBeSpaceForTextAndZeroForTheRest() {
    for (ValueRepresentation each : ValueRepresentation.values()) {
      boolean space = each.isText() && each != ValueRepresentation.UI;
      assertThat(each.paddingByte()).as(each.code()).isEqualTo((byte) (space ? ' ' : 0));
    }
  }

  @Test
  void wordLength_shouldDivideFixedLength() {
    for (ValueRepresentation each : ValueRepresentation.values()) {
      assertThat(each.fixedLength() % each.wordLength()).as(each.code()).isZero();
    }
    assertThat(ValueRepresentation.AT.wordLength()).isEqualTo(2);
    assertThat(ValueRepresentation.OD.wordLength()).isEqualTo(8);
  }
}
