package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes as they are produced. */
@FunctionalInterface
public interface ByteSink {
  /** Takes all bytes between position and limit; the buffer is valid until the method returns. */
  void write(ByteBuffer bytes) throws IOException;
}
