package org.sealgate.scp.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FingerprintWarmUpTest {
  /** What is called more often than 5,000 times is compiled to the last tier. */
  @Test
  void run_shouldCallTheDigestOftenEnough() throws Exception {
    assertThat(FingerprintWarmUp.run(() -> true)).isGreaterThan(5_000);
  }

  @Test
  void run_shouldEndWhenItIsNotWantedAnyMore() throws Exception {
    AtomicInteger left = new AtomicInteger(3);
    assertThat(FingerprintWarmUp.run(() -> left.getAndDecrement() > 0)).isEqualTo(3);
  }
}
