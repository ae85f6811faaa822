package org.sealgate.inference.image;

/**
 * The limited-length Golomb codes of a JPEG-LS scan (T.87 A.5.3): zeros, a one, and the bits of a
 * remainder; or where there would be too many zeros, as many as allowed, a one, and the value.
 */
final class JpegLsCodes {
  private final EntropyBits bits;
  private final int errorBits;

  /** Zeros before a value that is not coded, in regular mode: at most 55. */
  private final int mostZeros;

  JpegLsCodes(JpegLsParameters parameters, EntropyBits bits) {
    this.bits = bits;
    errorBits = parameters.errorBits();
    mostZeros = parameters.limit() - errorBits - 1;
  }

  /**
   * The next code in regular mode.
   *
   * @param parameter bits of the remainder (k)
   */
  int golomb(int parameter) throws BrokenImageException {
    long ahead = bits.ahead();
    int zeros = Long.numberOfLeadingZeros(ahead);
    if (zeros + parameter >= mostZeros) {
      return longGolomb(parameter, zeros, mostZeros);
    }
    bits.skip(zeros + 1 + parameter);
    int oneAndRemainder = (int) ((ahead << zeros) >>> (Long.SIZE - 1 - parameter));
    return ((zeros - 1) << parameter) + oneAndRemainder;
  }

  /**
   * The next code after a run, of which the longest is shorter (T.87 A.7.2.1).
   *
   * @param runBits bits of the run's length, at its index (J)
   */
  int golombAfterRun(int parameter, int runBits) throws BrokenImageException {
    int zeros = Long.numberOfLeadingZeros(bits.ahead());
    return longGolomb(parameter, zeros, mostZeros - runBits - 1);
  }

  private int longGolomb(int parameter, int zeros, int most) throws BrokenImageException {
    if (zeros > most || parameter > errorBits) {
      throw new BrokenImageException(
          "JPEG-LS: a code word with more than %d zeros or %d more bits"
              .formatted(most, errorBits));
    }
    bits.skip(zeros + 1);
    return zeros < most ? (zeros << parameter) | bits.take(parameter) : bits.take(errorBits) + 1;
  }
}
