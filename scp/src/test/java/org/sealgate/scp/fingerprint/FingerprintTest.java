package org.sealgate.scp.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sealgate.chain.log.Digest;

class FingerprintTest {
  private static final Fingerprint SEALED = fingerprint(1, 2, 3);

  private static Fingerprint fingerprint(int pixels, int wire, int canonical) {
    return new Fingerprint(digest(pixels), digest(wire), digest(canonical));
  }

  private static @Nullable Digest digestOrNull(int value) {
    return value == 0 ? null : Digest.sha256(new byte[] {(byte) value});
  }

  private static Digest digest(int value) {
    return Digest.sha256(new byte[] {(byte) value});
  }

  @Test
  void compareWith_shouldGiveTheBestVerdictThatHolds() {
    assertThat(SEALED.compareWith(SEALED)).isEqualTo(Verdict.EXACT);
    assertThat(fingerprint(1, 9, 3).compareWith(SEALED)).isEqualTo(Verdict.EQUIVALENT);
    assertThat(fingerprint(1, 9, 9).compareWith(SEALED)).isEqualTo(Verdict.PIXELS_ONLY);
    assertThat(fingerprint(9, 9, 9).compareWith(SEALED)).isEqualTo(Verdict.MISMATCH);
  }

  @Test
  void compareWith_shouldNotTakeMissingPixelsForEqualOnes() {
    Fingerprint report = new Fingerprint(digestOrNull(0), digest(2), digest(3));
    Fingerprint other = new Fingerprint(digestOrNull(0), digest(8), digest(9));
    assertThat(other.compareWith(report)).isEqualTo(Verdict.MISMATCH);
  }

  @Test
  void isIntact_shouldHoldOnlyForWhatWasSealed() {
    assertThat(Verdict.values())
        .filteredOn(Verdict::isIntact)
        .containsExactly(Verdict.EXACT, Verdict.EQUIVALENT, Verdict.UNANCHORED);
  }
}
