package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransferSyntaxTest {
  @Test
  void of_shouldGiveTheConstants() {
    assertThat(TransferSyntax.of("1.2.840.10008.1.2"))
        .isSameAs(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    assertThat(TransferSyntax.of("1.2.840.10008.1.2.4.70")).isSameAs(TransferSyntax.JPEG_LOSSLESS);
    assertThat(TransferSyntax.of("1.2.840.10008.1.2.4.107").name()).startsWith("HEVC/H.265");
  }

  @Test
  void of_shouldAssumeEncapsulated_whenUnknown() {
    TransferSyntax unknown = TransferSyntax.of("1.2.3.4");
    assertThat(unknown.known()).isFalse();
    assertThat(unknown.encapsulated()).isTrue();
    assertThat(unknown.explicitValueRepresentation()).isTrue();
    assertThat(unknown.bigEndian()).isFalse();
    assertThat(unknown).hasToString("1.2.3.4");
  }

  @Test
  void constructor_shouldRefuseImplicitBigEndian() {
    assertThatThrownBy(() -> new TransferSyntax("1.2", "x", false, true, false, false, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("big endian is always explicit");
  }
}
