package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The data set of an instance on its way back, piece by piece. */
@FunctionalInterface
interface InstanceBytes {
  /** The next bytes, valid until the next call; null after the last. */
  @Nullable ByteBuffer next() throws IOException;

  /** Reads and drops the rest. */
  default void skip() throws IOException {
    while (next() != null) {
      // Dropped on purpose.
    }
  }
}
