package org.sealgate.inference.image;

import java.nio.ByteBuffer;

/**
 * The bits of JPEG entropy-coded data, most significant first; a zero byte after FF is stuffing
 * (T.81 F.1.2.3).
 */
final class EntropyBits {
  private final ByteBuffer data;
  private int current;
  private int left;

  EntropyBits(ByteBuffer data) {
    this.data = data;
  }

  /** The next bit. */
  int bit() throws BrokenImageException {
    if (left == 0) {
      current = nextByte();
      left = 8;
    }
    left--;
    return current >> left & 1;
  }

  /** A signed number of the given size in bits (RECEIVE and EXTEND, T.81 F.2.2.1); size 0 is 0. */
  int difference(int size) throws BrokenImageException {
    if (size > 16) {
      throw new BrokenImageException("a coefficient of " + size + " bits");
    }
    int value = 0;
    for (int index = 0; index < size; index++) {
      value = value << 1 | bit();
    }
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Skips to after the next restart marker (RST0 to RST7). */
  void restart() throws BrokenImageException {
    left = 0;
    while (data.remaining() >= 2) {
      if ((data.get() & 0xFF) == 0xFF && (data.get(data.position()) & 0xF8) == 0xD0) {
        data.get();
        return;
      }
    }
    throw new BrokenImageException("a restart marker is missing");
  }

  private int nextByte() throws BrokenImageException {
    if (!data.hasRemaining()) {
      throw new BrokenImageException("the entropy-coded data end early");
    }
    int next = data.get() & 0xFF;
    if (next == 0xFF && (!data.hasRemaining() || data.get() != 0)) {
      throw new BrokenImageException("the entropy-coded data end early, at a marker");
    }
    return next;
  }
}
