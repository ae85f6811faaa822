package org.sealgate.inference.image;

import java.util.Optional;

/**
 * What a JPEG-LS scan is coded with (T.87 C.2.4.1.1, A.2.1).
 *
 * @param largest largest sample value (MAXVAL)
 * @param near greatest difference between a sample and its reconstruction; 0 is lossless
 * @param threshold1 first gradient threshold (T1)
 * @param threshold2 second gradient threshold (T2)
 * @param threshold3 third gradient threshold (T3)
 * @param reset count at which a context is halved (RESET)
 */
record JpegLsParameters(
    int largest, int near, int threshold1, int threshold2, int threshold3, int reset) {
  private static final int DEFAULT_RESET = 64;

  JpegLsParameters {
    if (largest < 1 || near > Math.min(255, largest / 2) || reset < 3) {
      throw new IllegalArgumentException(
          "JPEG-LS: MAXVAL " + largest + ", NEAR " + near + ", RESET " + reset);
    }
  }

  /** The values of an LSE segment of type 1; 0 stands for the default. */
  record Preset(int largest, int threshold1, int threshold2, int threshold3, int reset) {}

  static JpegLsParameters of(int precision, int near, Optional<Preset> given) {
    Preset preset = given.orElse(new Preset(0, 0, 0, 0, 0));
    int largest = preset.largest != 0 ? preset.largest : (1 << precision) - 1;
    JpegLsParameters defaults = defaults(largest, near);
    return new JpegLsParameters(
        largest,
        near,
        preset.threshold1 != 0 ? preset.threshold1 : defaults.threshold1,
        preset.threshold2 != 0 ? preset.threshold2 : defaults.threshold2,
        preset.threshold3 != 0 ? preset.threshold3 : defaults.threshold3,
        preset.reset != 0 ? preset.reset : DEFAULT_RESET);
  }

  /** T.87 C.2.4.1.1.1. */
  private static JpegLsParameters defaults(int largest, int near) {
    int first;
    int second;
    int third;
    if (largest >= 128) {
      int factor = (Math.min(largest, 4095) + 128) / 256;
      first = factor + 2 + 3 * near;
      second = factor * 4 + 3 + 5 * near;
      third = factor * 17 + 4 + 7 * near;
    } else {
      int factor = 256 / (largest + 1);
      first = Math.max(2, 3 / factor + 3 * near);
      second = Math.max(3, 7 / factor + 5 * near);
      third = Math.max(4, 21 / factor + 7 * near);
    }
    int threshold1 = within(first, near + 1, largest);
    int threshold2 = within(second, threshold1, largest);
    return new JpegLsParameters(
        largest, near, threshold1, threshold2, within(third, threshold2, largest), DEFAULT_RESET);
  }

  private static int within(int value, int lowest, int highest) {
    return value < lowest || value > highest ? lowest : value;
  }

  /** Number of different prediction errors (RANGE). */
  int range() {
    return (largest + 2 * near) / (2 * near + 1) + 1;
  }

  /** Bits of a prediction error (qbpp). */
  int errorBits() {
    return bits(range());
  }

  /** Longest code word (LIMIT). */
  int limit() {
    int sampleBits = Math.max(2, bits(largest + 1));
    return 2 * (sampleBits + Math.max(8, sampleBits));
  }

  /**
   * The regions of all gradients. The length is a power of two: the region of a gradient, which may
   * be negative, is at its lower bits.
   */
  byte[] regions() {
    byte[] regions = new byte[2 << bits(largest + 1)];
    for (int gradient = -largest; gradient <= largest; gradient++) {
      regions[gradient & (regions.length - 1)] = (byte) region(gradient);
    }
    return regions;
  }

  /** Region of a gradient, -4 to 4 (T.87 A.3.3). */
  private int region(int gradient) {
    int size = Math.abs(gradient);
    int region =
        size <= near
            ? 0
            : size < threshold1 ? 1 : size < threshold2 ? 2 : size < threshold3 ? 3 : 4;
    return gradient < 0 ? -region : region;
  }

  private static int bits(int values) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(values - 1);
  }
}
