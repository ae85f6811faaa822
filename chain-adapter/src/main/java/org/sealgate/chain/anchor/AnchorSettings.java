package org.sealgate.chain.anchor;

import java.time.Duration;

/**
 * How to anchor.
 *
 * @param mode one transaction for all that is pending, or one for each leaf
 * @param confirmations blocks from the anchor's own to the newest, both counted, until it is FINAL;
 *     from 1
 * @param interval least time between two anchors; zero for as fast as the chain goes
 * @param pollInterval time between two looks at the chain while something is open
 * @param stuckAfterBlocks blocks without inclusion after which the fee is raised; from 1
 * @param maxFeePerGas the most that is offered for a unit of gas, in wei
 */
public record AnchorSettings(
    Mode mode,
    int confirmations,
    Duration interval,
    Duration pollInterval,
    int stuckAfterBlocks,
    long maxFeePerGas) {
  /** What one transaction covers. */
  public enum Mode {
    /** All leaves that are pending. */
    LOG,
    /** One leaf more than the one before, as the original scheme did. */
    INDIVIDUAL
  }

  /** Refuses values that could not work. */
  public AnchorSettings {
    requireAtLeastOne("confirmations", confirmations);
    requireAtLeastOne("stuckAfterBlocks", stuckAfterBlocks);
    if (interval.isNegative()) {
      throw new IllegalArgumentException("interval is negative: " + interval);
    }
    if (!pollInterval.isPositive()) {
      throw new IllegalArgumentException("pollInterval must be positive: " + pollInterval);
    }
    if (maxFeePerGas < 1) {
      throw new IllegalArgumentException("maxFeePerGas must be at least 1 wei: " + maxFeePerGas);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }

  /** Log mode, 12 confirmations, no interval, a look each second, 5 blocks, 500 gwei. */
  public static AnchorSettings defaults() {
    return new AnchorSettings(
        Mode.LOG, 12, Duration.ZERO, Duration.ofSeconds(1), 5, 500_000_000_000L);
  }
}
