package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessageWaitsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int RATE = 1024;

  private final MessageWaits waits = new MessageWaits(RATE);

  private void pdu(long length, long seconds) {
    waits.pduBegan(length);
    waits.add(seconds * SECOND);
  }

  @Test
  void nanos_shouldAddUpWithinAPdu() {
    pdu(1_000_000, 20);
    waits.add(3 * SECOND);
    assertThat(waits.nanos()).isEqualTo(23 * SECOND);
  }

  @Test
  void nanos_shouldAddUpOverPdusOfNextToNothing() {
    for (int count = 0; count < 1024; count++) {
      pdu(1, 30);
    }
    // 1023 of them have come whole, which makes up for less than one second.
    assertThat(waits.nanos()).isBetween(1024 * 30 * SECOND - SECOND, 1024 * 30 * SECOND);
  }

  @Test
  void nanos_shouldStayWithinOnePdu_atTheMinimumRate() {
    for (int count = 0; count < 1000; count++) {
      pdu(30 * RATE, 30);
      assertThat(waits.nanos()).isEqualTo(30 * SECOND);
    }
  }

  @Test
  void nanos_shouldGrow_belowTheMinimumRate() {
    for (int count = 1; count <= 1000; count++) {
      pdu(20 * RATE, 30);
      assertThat(waits.nanos()).isEqualTo((20 + 10L * count) * SECOND);
    }
  }

  @Test
  void nanos_shouldNotPayForSilenceWithWhatCameEarlier() {
    pdu(16 << 20, 0);
    pdu(100, 59);
    assertThat(waits.nanos()).isEqualTo(59 * SECOND);
  }

  @Test
  void nanos_shouldPayOnlyForPdusThatCameWhole() {
    pdu(16 << 20, 59);
    assertThat(waits.nanos()).isEqualTo(59 * SECOND);
    waits.pduBegan(2);
    assertThat(waits.nanos()).isZero();
  }

  @Test
  void clear_shouldForgetTheMessage() {
    pdu(1 << 20, 50);
    waits.clear();
    pdu(2, 1);
    pdu(2, 1);
    assertThat(waits.nanos()).isBetween(SECOND, 2 * SECOND);
  }
}
