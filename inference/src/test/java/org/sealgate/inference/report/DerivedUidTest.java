package org.sealgate.inference.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DerivedUidTest {
  @Test
  void of_shouldGiveAValidUid() {
    for (int index = 0; index < 500; index++) {
      assertThat(DerivedUid.of("test", "" + index))
          .matches("2\\.25\\.[1-9][0-9]{0,38}")
          .hasSizeLessThanOrEqualTo(64);
    }
  }

  /** RFC 9562 5.8: bits 48 to 51 are the version, 1000; bits 64 and 65 the variant, 10. */
  @Test
  void of_shouldBeAUuidOfVersion8() {
    BigInteger uuid = new BigInteger(DerivedUid.of("a", "b").substring("2.25.".length()));
    assertThat(uuid.shiftRight(76).intValue() & 0xF).isEqualTo(8);
    assertThat(uuid.shiftRight(62).intValue() & 0x3).isEqualTo(2);
  }

  @Test
  void of_shouldDependOnEveryPartAndTheirBorders() {
    Set<String> uids = new HashSet<>();
    uids.add(DerivedUid.of("a", "b", "c"));
    uids.add(DerivedUid.of("ab", "c"));
    uids.add(DerivedUid.of("a", "bc"));
    uids.add(DerivedUid.of("a", "b"));
    assertThat(uids).hasSize(4);
    assertThat(DerivedUid.of("a", "b")).isEqualTo(DerivedUid.of("a", "b"));
  }
}
