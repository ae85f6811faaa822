package org.sealgate.dimse.association;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what another thread does, long enough for a machine that has much else to do. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  /** {@link Awaitility#await()} with that limit. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }
}
