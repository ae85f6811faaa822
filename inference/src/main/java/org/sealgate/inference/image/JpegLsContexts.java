package org.sealgate.inference.image;

/**
 * The statistics of the contexts of a JPEG-LS scan (T.87 A.2.1, A.6): four numbers for each, in one
 * array, as they are read and written for every sample. Names in brackets are the standard's.
 */
final class JpegLsContexts {
  /** Numbers of one context: the numbers of context c begin at {@value} * c. */
  static final int NUMBERS = 4;

  /** Contexts of the regular mode are 1 to 364; this one and the next are for ends of runs. */
  private static final int FIRST_INTERRUPTION = 365;

  private static final int CONTEXTS = 367;

  /** Sum of error magnitudes (A). */
  private static final int MAGNITUDE = 0;

  /** Occurrences (N). */
  private static final int COUNT = 1;

  /** Sum of errors (B) in the regular mode, count of negative errors (Nn) at the end of a run. */
  private static final int BIAS = 2;

  /** Correction of the prediction (C), for the regular mode. */
  private static final int CORRECTION = 3;

  private JpegLsContexts() {}

  /** All contexts at the beginning of a scan. */
  static int[] of(JpegLsParameters parameters) {
    int[] numbers = new int[NUMBERS * CONTEXTS];
    int magnitude = Math.max(2, (parameters.range() + 32) / 64);
    for (int at = 0; at < numbers.length; at += NUMBERS) {
      numbers[at + MAGNITUDE] = magnitude;
      numbers[at + COUNT] = 1;
    }
    return numbers;
  }

  /** Where the context of a sample that ends a run begins: of type 0 or 1 (RItype). */
  private static int interruption(int type) {
    return NUMBERS * (FIRST_INTERRUPTION + type);
  }

  static int correction(int[] numbers, int at) {
    return numbers[at + CORRECTION];
  }

  /** The Golomb parameter (k) in regular mode (T.87 A.5.1). */
  static int golomb(int[] numbers, int at) {
    return golomb(numbers[at + MAGNITUDE], numbers[at + COUNT]);
  }

  /** The Golomb parameter for the sample that ends a run (T.87 A.7.2.1). */
  static int golombOfInterruption(int[] numbers, int type) {
    int at = interruption(type);
    int count = numbers[at + COUNT];
    return golomb(numbers[at + MAGNITUDE] + (type == 1 ? count >> 1 : 0), count);
  }

  /** The least k for which count * 2^k is not below the magnitude. */
  private static int golomb(int magnitude, int count) {
    int shorter = Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(magnitude);
    int least = Math.max(0, shorter);
    return least + (((count << least) - magnitude) >>> 31);
  }

  /**
   * 1 where errors are mapped with their signs exchanged (T.87 A.5.2): the Golomb parameter is 0
   * and the errors are rather negative. Else 0.
   */
  static int exchangesSigns(int[] numbers, int at, int golomb) {
    return ((golomb - 1) & (2 * numbers[at + BIAS] + numbers[at + COUNT] - 1)) >>> 31;
  }

  /** Whether at least half of the errors at the end of a run were negative. */
  static boolean isMostlyNegative(int[] numbers, int type) {
    int at = interruption(type);
    return 2 * numbers[at + BIAS] >= numbers[at + COUNT];
  }

  /**
   * After a sample in regular mode (T.87 A.6.1, A.6.2). Noise decides whether the bias leaves its
   * bounds, so there is no branch for it, which would be mispredicted.
   *
   * @param size magnitude of the error
   * @param difference the error times the quantisation step
   * @param reset count at which the sums are halved
   */
  static void update(int[] numbers, int at, int size, int difference, int reset) {
    int magnitude = numbers[at + MAGNITUDE] + size;
    int count = numbers[at + COUNT];
    int bias = numbers[at + BIAS] + difference;
    if (count == reset) {
      magnitude >>= 1;
      bias >>= 1;
      count >>= 1;
    }
    count++;
    int direction = ((bias + count - 1) >> 31) - (-bias >> 31);
    int correction = numbers[at + CORRECTION] + direction;
    numbers[at + MAGNITUDE] = magnitude;
    numbers[at + COUNT] = count;
    numbers[at + BIAS] = Math.max(1 - count, Math.min(bias - direction * count, 0));
    numbers[at + CORRECTION] =
        correction == (byte) correction ? correction : correction - direction;
  }

  /** After the sample that ends a run (T.87 A.7.2.2). */
  static void updateInterruption(int[] numbers, int type, int error, int mapped, int reset) {
    int at = interruption(type);
    numbers[at + MAGNITUDE] += (mapped + 1 - type) >> 1;
    numbers[at + BIAS] += error >>> 31;
    if (numbers[at + COUNT] == reset) {
      numbers[at + MAGNITUDE] >>= 1;
      numbers[at + BIAS] >>= 1;
      numbers[at + COUNT] >>= 1;
    }
    numbers[at + COUNT]++;
  }
}
