package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagTest {
  @Test
  void toString_shouldUseNotationOfTheStandard() {
    assertThat(Tag.toString(Tag.PIXEL_DATA)).isEqualTo("(7FE0,0010)");
    assertThat(Tag.toString(Tag.DATA_SET_TRAILING_PADDING)).isEqualTo("(FFFC,FFFC)");
  }

  @Test
  void of_shouldJoinGroupAndElement() {
    assertThat(Tag.of(0xFFFE, 0xE000)).isEqualTo(Tag.ITEM);
    assertThat(Tag.group(Tag.ITEM)).isEqualTo(0xFFFE);
    assertThat(Tag.element(Tag.ITEM)).isEqualTo(0xE000);
  }

  @Test
  void isPrivate_shouldBeTrueForOddGroups() {
    assertThat(Tag.isPrivate(0x00091001)).isTrue();
    assertThat(Tag.isPrivate(Tag.PATIENT_ID)).isFalse();
    assertThat(Tag.isPrivateCreator(0x00090010)).isTrue();
    assertThat(Tag.isPrivateCreator(0x00091010)).isFalse();
    assertThat(Tag.isPrivateCreator(0x00080010)).isFalse();
  }
}
