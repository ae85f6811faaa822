package org.sealgate.testdicom.generate;

/** Writes samples as Pixel Data holds them. */
final class Samples {
  private Samples() {}

  /** Puts a 16-bit sample, little endian, and returns the next position. */
  static int putShort(byte[] frame, int at, int value) {
    frame[at] = (byte) value;
    frame[at + 1] = (byte) (value >> 8);
    return at + 2;
  }
}
