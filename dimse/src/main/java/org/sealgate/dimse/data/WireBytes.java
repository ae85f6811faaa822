package org.sealgate.dimse.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hands the bytes outside large values on in runs as long as the chunk they came in allows. */
final class WireBytes {
  private final DataSetHandler handler;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private int start;

  WireBytes(DataSetHandler handler) {
    this.handler = handler;
  }

  void begin(ByteBuffer next) {
    chunk = next;
    start = next.position();
  }

  /** Delivers what was consumed since the last call. */
  void flush() throws IOException {
    int end = chunk.position();
    if (end > start) {
      ByteBuffer run = chunk.slice(start, end - start).order(chunk.order());
      start = end;
      handler.wireBytes(run);
    }
  }

  /** Leaves out the bytes just consumed, which belong to a large value. */
  void skip() {
    start = chunk.position();
  }
}
