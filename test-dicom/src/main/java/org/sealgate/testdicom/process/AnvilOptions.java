package org.sealgate.testdicom.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How an anvil (an Ethereum node for tests) is to be started.
 *
 * @param blockTime time between blocks in whole seconds; zero mines a block per transaction
 * @param keepState whether the state is loaded from and dumped to a file, every second and at the
 *     end; kill -9 loses what came after the last dump
 * @param more further command line options
 */
public record AnvilOptions(Duration blockTime, boolean keepState, List<String> more) {
  /** A block a second, state kept. */
  public static final AnvilOptions DEFAULT =
      new AnvilOptions(Duration.ofSeconds(1), true, List.of());

  /** A block for every transaction, nothing kept: the fastest for tests of contracts. */
  public static final AnvilOptions INSTANT = new AnvilOptions(Duration.ZERO, false, List.of());

  /** Refuses a block time that anvil cannot keep. */
  public AnvilOptions {
    if (blockTime.isNegative() || blockTime.toNanosPart() != 0) {
      throw new IllegalArgumentException("blockTime: " + blockTime + " is not in whole seconds");
    }
    more = List.copyOf(more);
  }

  /** The same with these command line options added. */
  public AnvilOptions with(String... options) {
    List<String> all = new ArrayList<>(more);
    all.addAll(List.of(options));
    return new AnvilOptions(blockTime, keepState, all);
  }
}
