package org.sealgate.inference.image;

import java.nio.ByteBuffer;

/**
 * The bits of a JPEG-LS scan, most significant first; the first bit after a byte FF is stuffing
 * (T.87 A.1).
 */
final class JpegLsBits {
  private final ByteBuffer data;
  private int current;
  private int left;

  JpegLsBits(ByteBuffer data) {
    this.data = data;
  }

  int bit() throws BrokenImageException {
    if (left == 0) {
      fill();
    }
    left--;
    return current >> left & 1;
  }

  int bits(int count) throws BrokenImageException {
    int value = 0;
    for (int index = 0; index < count; index++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /** A limited-length Golomb code (T.87 A.5.3). */
  int golomb(int parameter, int limit, int errorBits) throws BrokenImageException {
    int zeros = 0;
    int escape = limit - errorBits - 1;
    while (bit() == 0) {
      if (++zeros > escape) {
        throw new BrokenImageException(
            "JPEG-LS: a code word longer than its limit of " + limit + " bits");
      }
    }
    return zeros < escape ? zeros << parameter | bits(parameter) : bits(errorBits) + 1;
  }

  private void fill() throws BrokenImageException {
    if (!data.hasRemaining()) {
      throw new BrokenImageException("JPEG-LS: the scan ends early");
    }
    boolean stuffed = current == 0xFF;
    current = data.get() & 0xFF;
    if (stuffed && current >= 0x80) {
      throw new BrokenImageException("JPEG-LS: the scan ends early, at a marker");
    }
    left = stuffed ? 7 : 8;
  }
}
