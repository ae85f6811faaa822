package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UniqueIdentifiersTest {
  @Test
  void name_shouldKnowClassesServicesAndTransferSyntaxes() {
    assertThat(UniqueIdentifiers.name(SopClasses.CT_IMAGE_STORAGE)).contains("CT Image Storage");
    assertThat(UniqueIdentifiers.name(SopClasses.VERIFICATION)).contains("Verification SOP Class");
    assertThat(UniqueIdentifiers.name("1.2.840.10008.1.2.1")).contains("Explicit VR Little Endian");
    assertThat(UniqueIdentifiers.name("1.2.3")).isEmpty();
    assertThat(UniqueIdentifiers.name("")).isEmpty();
  }

  @Test
  void isValid_shouldCheckForm() {
    assertThat(UniqueIdentifiers.isValid("1.2.840.10008.1.1")).isTrue();
    assertThat(UniqueIdentifiers.isValid("1.02")).isFalse();
    assertThat(UniqueIdentifiers.isValid("1..2")).isFalse();
    assertThat(UniqueIdentifiers.isValid("")).isFalse();
    assertThat(UniqueIdentifiers.isValid("1." + "2".repeat(63))).isFalse();
    assertThat(UniqueIdentifiers.isValid("1." + "2".repeat(62))).isTrue();
  }

  @Test
  void create_shouldGiveValidAndDifferentIdentifiers() {
    assertThat(UniqueIdentifiers.create()).matches(UniqueIdentifiers::isValid).startsWith("2.25.");
    assertThat(UniqueIdentifiers.create()).isNotEqualTo(UniqueIdentifiers.create());
  }

  @Test
  void isStorage_shouldTellStorageFromOtherServices() {
    assertThat(SopClasses.isStorage(SopClasses.CT_IMAGE_STORAGE)).isTrue();
    assertThat(SopClasses.isStorage("1.2.840.10008.5.1.4.1.1.6")).as("retired ultrasound").isTrue();
    assertThat(SopClasses.isStorage(SopClasses.STUDY_ROOT_FIND)).isFalse();
    assertThat(SopClasses.isStorage("1.2.840.10008.1.3.10")).as("DICOMDIR").isFalse();
    assertThat(SopClasses.storage()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    assertThat(SopClasses.retiredStorage()).doesNotContainAnyElementsOf(SopClasses.storage());
  }
}
