package org.sealgate.dimse.fuzz;

import java.io.IOException;

/** What Jazzer calls: first with the name of a target, then with every input. */
public final class FuzzEntry {
  private static FuzzTarget target = FuzzTarget.PDU;

  private FuzzEntry() {}

  /** Chooses the target, and loads what it needs, which the first input would be slow with. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    target = FuzzTarget.named(arguments[0]);
    for (byte[] seed : FuzzSeeds.of(target)) {
      target.check(seed);
    }
  }

  /** Checks the target's property for one input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    target.check(input);
  }
}
