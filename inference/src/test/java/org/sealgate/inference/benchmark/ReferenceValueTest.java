package org.sealgate.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReferenceValueTest {
  @Test
  void all_shouldHaveTheFortyOriginals() throws IOException {
    assertThat(ReferenceValue.all())
        .hasSize(40)
        .allSatisfy(value -> {
          assertThat(value.file()).matches("(NORMAL|PNEUMONIA)/.+\\.jpeg");
          assertThat(value.preparedSha256()).matches("[0-9a-f]{64}");
          assertThat(value.probability()).isBetween(0.0, 1.0);
        })
        .extracting(ReferenceValue::file)
        .doesNotHaveDuplicates();
  }
}
