package org.sealgate.scp.forward;

import java.time.Duration;
import org.sealgate.scp.config.NodeConfiguration.Retry;

/**
 * When a failed delivery is tried again: after the configured delay, doubled with each attempt up
 * to the longest.
 */
record Backoff(Retry retry) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait after a number of failed attempts.
   *
   * @param attempts failed so far, at least 1
   */
  Duration waitAfter(int attempts) {
    Duration wait = retry.delay().multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return wait.compareTo(retry.maxDelay()) > 0 ? retry.maxDelay() : wait;
  }

  /** Whether an instance has had all its attempts. */
  boolean isExhausted(int attempts) {
    return attempts >= retry.max();
  }
}
