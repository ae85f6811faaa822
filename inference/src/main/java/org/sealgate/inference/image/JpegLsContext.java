package org.sealgate.inference.image;

/** The statistics of one context (T.87 A.2.1, A.6); names in brackets are the standard's. */
final class JpegLsContext {
  private final int reset;

  /** Sum of error magnitudes (A). */
  int magnitude;

  /** Occurrences (N). */
  int count = 1;

  /** Sum of errors (B), for the regular mode. */
  int bias;

  /** Correction of the prediction (C), for the regular mode. */
  int correction;

  /** Negative errors (Nn), for run interruption. */
  int negative;

  JpegLsContext(JpegLsParameters parameters) {
    reset = parameters.reset();
    magnitude = Math.max(2, (parameters.range() + 32) / 64);
  }

  /** The Golomb parameter for a sum of magnitudes. */
  int golomb(int sum) {
    int bits = 0;
    while (count << bits < sum && bits < 24) {
      bits++;
    }
    return bits;
  }

  /** After a sample in regular mode (T.87 A.6.1, A.6.2). */
  void update(int error, int step) {
    bias += error * step;
    magnitude += Math.abs(error);
    if (count == reset) {
      magnitude >>= 1;
      bias >>= 1;
      count >>= 1;
    }
    count++;
    if (bias <= -count) {
      bias = Math.max(bias + count, 1 - count);
      correction = Math.max(correction - 1, -128);
    } else if (bias > 0) {
      bias = Math.min(bias - count, 0);
      correction = Math.min(correction + 1, 127);
    }
  }

  /** After the sample that ends a run (T.87 A.7.2.2). */
  void updateInterruption(int error, int mapped, int type) {
    if (error < 0) {
      negative++;
    }
    magnitude += (mapped + 1 - type) >> 1;
    if (count == reset) {
      magnitude >>= 1;
      count >>= 1;
      negative >>= 1;
    }
    count++;
  }
}
