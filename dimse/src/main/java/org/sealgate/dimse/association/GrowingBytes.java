package org.sealgate.dimse.association;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Collects the pieces of a command set or identifier. */
final class GrowingBytes {
  private byte[] bytes = new byte[1024];
  private int length;

  int length() {
    return length;
  }

  void append(ByteBuffer piece) {
    int count = piece.remaining();
    if (length + count > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes,
              (int) Math.max(Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8), length + count));
    }
    piece.get(bytes, length, count);
    length += count;
  }

  void clear() {
    length = 0;
  }

  /** The bytes without a copy, valid until the next append. */
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, length).slice();
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
