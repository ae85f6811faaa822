package org.sealgate.scp.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.scp.config.NodeConfiguration.Retry;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(new Retry(5, Duration.ofSeconds(5), Duration.ofMinutes(1)));

  @ParameterizedTest
  @CsvSource({"1,5", "2,10", "3,20", "4,40", "5,60", "6,60", "2000000000,60"})
  void waitAfter_shouldDoubleUpToTheLongest(int attempts, long seconds) {
    assertThat(BACKOFF.waitAfter(attempts)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void isExhausted_shouldHoldAfterTheLastAttempt() {
    assertThat(BACKOFF.isExhausted(4)).isFalse();
    assertThat(BACKOFF.isExhausted(5)).isTrue();
  }
}
