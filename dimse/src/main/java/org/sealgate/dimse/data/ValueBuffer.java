package org.sealgate.dimse.data;

import java.nio.ByteBuffer;

/**
 * Collects a small value that arrives in pieces. Its memory is reused and bounded by the largest
 * small value.
 */
final class ValueBuffer {
  private static final int INITIAL_CAPACITY = 256;

  private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_CAPACITY);

  void begin(int length) {
    if (bytes.capacity() < length) {
      bytes = ByteBuffer.allocate(length);
    }
    bytes.clear().limit(length);
  }

  /** Takes what is there up to the end of the value, and returns how many bytes that were. */
  int fill(ByteBuffer chunk) {
    int count = Math.min(chunk.remaining(), bytes.remaining());
    bytes.put(bytes.position(), chunk, chunk.position(), count);
    bytes.position(bytes.position() + count);
    chunk.position(chunk.position() + count);
    return count;
  }

  ByteBuffer value() {
    return bytes.slice(0, bytes.limit());
  }
}
