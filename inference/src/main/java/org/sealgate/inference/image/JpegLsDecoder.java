package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Decodes the samples of one JPEG-LS scan (T.87 annex A, F).
 *
 * <p>Each sample's context depends on the sample before, so the time of a scan is that of one long
 * chain of small steps. That is why the regular mode keeps its state in local variables and looks
 * up, shifts and masks where a branch would depend on noise.
 */
final class JpegLsDecoder {
  /** Bits of the run length by run index (T.87 A.2.1, J). */
  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final JpegLsParameters parameters;
  private final EntropyBits bits;
  private final JpegLsCodes codes;
  private final byte[] regions;
  private final int[] contexts;
  private final int near;

  /** 1 if the scan is lossless, 0 if it is near-lossless. */
  private final int lossless;

  private final int step;
  private final int largest;
  private int runIndex;

  JpegLsDecoder(JpegLsParameters parameters, ByteBuffer scan) {
    this.parameters = parameters;
    bits = EntropyBits.ofJpegLs(scan);
    codes = new JpegLsCodes(parameters, bits);
    regions = parameters.regions();
    contexts = JpegLsContexts.of(parameters);
    near = parameters.near();
    lossless = near == 0 ? 1 : 0;
    step = 2 * near + 1;
    largest = parameters.largest();
  }

  /**
   * All samples, row by row. Lines are kept with one more sample at each end, so that neighbours
   * always exist.
   */
  short[] decode(int columns, int rows) throws BrokenImageException {
    short[] samples = new short[columns * rows];
    int[] above = new int[columns + 2];
    int[] line = new int[columns + 2];
    for (int row = 0; row < rows; row++) {
      above[columns + 1] = above[columns];
      line[0] = above[1];
      bits.prepare((columns + 1) * parameters.limit());
      decodeLine(line, above, columns);
      for (int column = 0; column < columns; column++) {
        samples[row * columns + column] = (short) line[column + 1];
      }
      int[] finished = line;
      line = above;
      above = finished;
    }
    bits.requireNoOverrun();
    return samples;
  }

  private void decodeLine(int[] line, int[] above, int columns) throws BrokenImageException {
    int position = 1;
    while (position <= columns) {
      position = decodeRegular(line, above, position, columns);
      if (position <= columns) {
        position = decodeRun(line, above, position, columns);
      }
    }
  }

  /**
   * Samples in regular mode (T.87 A.3 to A.6). Returns the position after them: where a run begins,
   * or after the end of the line.
   */
  private int decodeRegular(int[] line, int[] above, int start, int columns)
      throws BrokenImageException {
    byte[] regions = this.regions;
    int[] contexts = this.contexts;
    int mask = regions.length - 1;
    int left = line[start - 1];
    int aboveLeft = above[start - 1];
    int up = above[start];
    int region = regions[(up - aboveLeft) & mask];
    for (int position = start; position <= columns; position++) {
      int aboveRight = above[position + 1];
      int nextRegion = regions[(aboveRight - up) & mask];
      int context = 9 * (9 * nextRegion + region) + regions[(aboveLeft - left) & mask];
      if (context == 0) {
        return position;
      }
      int sign = context >> 31;
      int at = JpegLsContexts.NUMBERS * negatedIf(sign, context);
      int correction = negatedIf(sign, JpegLsContexts.correction(contexts, at));
      int prediction = limited(predict(left, up, aboveLeft) + correction);
      int golomb = JpegLsContexts.golomb(contexts, at);
      int exchange = lossless & JpegLsContexts.exchangesSigns(contexts, at, golomb);
      int mapped = codes.golomb(golomb) ^ exchange;
      int difference = unmap(mapped) * step;
      aboveLeft = up;
      up = aboveRight;
      region = nextRegion;
      left = reconstruct(prediction, negatedIf(sign, difference));
      line[position] = left;
      JpegLsContexts.update(contexts, at, (mapped + 1) >> 1, difference, parameters.reset());
    }
    return columns + 1;
  }

  /** The median edge detector (T.87 A.4.1): the median of left, up, and both less aboveLeft. */
  private static int predict(int left, int up, int aboveLeft) {
    int plane = left + up - aboveLeft;
    return Math.max(Math.min(left, up), Math.min(Math.max(left, up), plane));
  }

  private int limited(int prediction) {
    return isSample(prediction) ? prediction : Math.clamp(prediction, 0, largest);
  }

  private boolean isSample(int value) {
    return Integer.compareUnsigned(value, largest) <= 0;
  }

  /** The negative of a value if the sign is -1, the value if it is 0. */
  private static int negatedIf(int sign, int value) {
    return (value ^ sign) - sign;
  }

  /** Even numbers stand for errors from 0 up, odd ones for those from -1 down (T.87 A.5.2). */
  private static int unmap(int mapped) {
    return (mapped >> 1) ^ -(mapped & 1);
  }

  /**
   * A run of samples like the left one, and the sample that ends it (T.87 A.7). Returns the next
   * position.
   */
  private int decodeRun(int[] line, int[] above, int start, int columns)
      throws BrokenImageException {
    int value = line[start - 1];
    int position = start;
    while (position <= columns && bits.take(1) == 1) {
      int full = 1 << RUN_BITS[runIndex];
      int end = Math.min(position + full, columns + 1);
      Arrays.fill(line, position, end, value);
      if (end - position == full) {
        runIndex = Math.min(runIndex + 1, 31);
      }
      position = end;
    }
    if (position > columns) {
      return position;
    }
    int rest = bits.take(RUN_BITS[runIndex]);
    if (position + rest > columns) {
      throw new BrokenImageException("JPEG-LS: a run leaves its line");
    }
    Arrays.fill(line, position, position + rest, value);
    position += rest;
    line[position] = decodeInterruption(value, above[position]);
    runIndex = Math.max(runIndex - 1, 0);
    return position + 1;
  }

  private int decodeInterruption(int left, int up) throws BrokenImageException {
    int type = Math.abs(left - up) <= near ? 1 : 0;
    int golomb = JpegLsContexts.golombOfInterruption(contexts, type);
    int mapped = codes.golombAfterRun(golomb, RUN_BITS[runIndex]);
    int doubled = mapped + type;
    int magnitude = (doubled + 1) >> 1;
    boolean negativeWhenOdd = golomb != 0 || JpegLsContexts.isMostlyNegative(contexts, type);
    int error = negativeWhenOdd == ((doubled & 1) == 1) ? -magnitude : magnitude;
    JpegLsContexts.updateInterruption(contexts, type, error, mapped, parameters.reset());
    int difference = error * step;
    return type == 1
        ? reconstruct(left, difference)
        : reconstruct(up, left > up ? -difference : difference);
  }

  /** Adds a difference to a prediction (T.87 A.4.5, F.1). */
  private int reconstruct(int prediction, int difference) throws BrokenImageException {
    int value = prediction + difference;
    return isSample(value) ? value : wrapped(value);
  }

  /** A value outside of the samples' range: modulo the range, near-lossless ones also rounded. */
  private int wrapped(int value) throws BrokenImageException {
    int size = parameters.range() * step;
    int wrapped = value < -near ? value + size : value > largest + near ? value - size : value;
    if (wrapped < -near || wrapped > largest + near) {
      throw new BrokenImageException(
          "JPEG-LS: a prediction error beyond the range of " + parameters.range() + " values");
    }
    return Math.clamp(wrapped, 0, largest);
  }
}
