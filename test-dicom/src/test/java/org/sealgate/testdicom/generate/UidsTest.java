package org.sealgate.testdicom.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UidsTest {
  @Test
  void of_shouldGiveAUidUnder225ThatDependsOnSeedAndPurpose() {
    String uid = Uids.of(1, "study");

    assertThat(uid).matches("2\\.25\\.[1-9][0-9]{0,38}").hasSizeLessThanOrEqualTo(64);
    assertThat(uid).isEqualTo(Uids.of(1, "study"));
    assertThat(uid).isNotEqualTo(Uids.of(2, "study")).isNotEqualTo(Uids.of(1, "series"));
  }
}
