package org.sealgate.dimse.fuzz;

import java.io.IOException;

/** What must hold for every input. */
interface Property {
  /**
   * Returns if it holds.
   *
   * @throws AssertionError if it does not; any other exception is one that no caller expects
   */
  void check(byte[] input) throws IOException;

  /** Fails unless two things are equal. */
  static void requireEqual(Object expected, Object actual, String what) {
    if (!expected.equals(actual)) {
      throw new AssertionError("%s: expected %s, found %s".formatted(what, expected, actual));
    }
  }
}
