package org.sealgate.chain.roles;

import java.time.Duration;

/**
 * How a {@link RoleDirectory} follows the chain.
 *
 * @param pollInterval how often the newest block is asked for, more than zero
 * @param maximumStale how long the last known permissions hold while the chain cannot be reached
 */
public record RoleDirectorySettings(Duration pollInterval, Duration maximumStale) {
  /** Checks the durations. */
  public RoleDirectorySettings {
    if (!pollInterval.isPositive()) {
      throw new IllegalArgumentException("poll interval is " + pollInterval + ", not positive");
    }
    if (maximumStale.compareTo(pollInterval) < 0) {
      throw new IllegalArgumentException(
          "maximum staleness " + maximumStale + " is less than the poll interval " + pollInterval);
    }
  }
}
