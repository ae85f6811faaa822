package org.sealgate.testdicom.generate;

/**
 * Normally distributed noise, fast: each 64-bit random number selects four values of a table.
 *
 * <p>The table is made with {@link StrictMath}, so it is the same on every machine.
 */
final class Noise {
  private static final int TABLE_BITS = 16;
  private static final float[] TABLE = table();

  private final SeededRandom random;
  private long bits;
  private int left;

  Noise(SeededRandom random) {
    this.random = random;
  }

  /** The next value, of mean 0 and standard deviation 1. */
  float next() {
    if (left == 0) {
      bits = random.nextLong();
      left = Long.SIZE / TABLE_BITS;
    }
    float value = TABLE[(int) bits & (TABLE.length - 1)];
    bits >>>= TABLE_BITS;
    left--;
    return value;
  }

  /** Box and Muller's transform of equidistant numbers would show; of random ones it does not. */
  private static float[] table() {
    SeededRandom random = new SeededRandom(0);
    float[] table = new float[1 << TABLE_BITS];
    for (int i = 0; i < table.length; i++) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      table[i] = (float) (radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble()));
    }
    return table;
  }
}
