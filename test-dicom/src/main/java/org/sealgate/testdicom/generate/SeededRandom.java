package org.sealgate.testdicom.generate;

/**
 * SplitMix64 (Steele, Lea, Flood 2014): a stream of 64-bit numbers that is the same for a seed on
 * every machine and in every version of Java.
 */
final class SeededRandom {
  private static final long INCREMENT = 0x9e3779b97f4a7c15L;

  private long state;

  SeededRandom(long seed) {
    this.state = seed;
  }

  /** A stream of its own for a part of what the seed stands for, such as one frame. */
  static SeededRandom of(long seed, long part) {
    return new SeededRandom(mix(seed + INCREMENT * (part + 1)));
  }

  long nextLong() {
    state += INCREMENT;
    return mix(state);
  }

  /** Uniform in [0, 1), with 53 random bits. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Uniform in [0, bound), for small bounds. */
  int nextInt(int bound) {
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
