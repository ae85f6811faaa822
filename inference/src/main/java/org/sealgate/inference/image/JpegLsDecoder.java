package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Decodes the samples of one JPEG-LS scan (T.87 annex A, F). */
final class JpegLsDecoder {
  /** Bits of the run length by run index (T.87 A.2.1, J). */
  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private static final int CONTEXTS = 365;

  private final JpegLsParameters parameters;
  private final JpegLsBits bits;
  private final JpegLsContext[] contexts = new JpegLsContext[CONTEXTS];
  private final JpegLsContext[] interruptions = new JpegLsContext[2];
  private final int step;
  private final int range;
  private final int limit;
  private final int errorBits;
  private int runIndex;

  JpegLsDecoder(JpegLsParameters parameters, ByteBuffer scan) {
    this.parameters = parameters;
    bits = new JpegLsBits(scan);
    Arrays.setAll(contexts, _ -> new JpegLsContext(parameters));
    Arrays.setAll(interruptions, _ -> new JpegLsContext(parameters));
    step = 2 * parameters.near() + 1;
    range = parameters.range();
    limit = parameters.limit();
    errorBits = parameters.errorBits();
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
      decodeLine(line, above, columns);
      for (int column = 0; column < columns; column++) {
        samples[row * columns + column] = (short) line[column + 1];
      }
      int[] finished = line;
      line = above;
      above = finished;
    }
    return samples;
  }

  private void decodeLine(int[] line, int[] above, int columns) throws BrokenImageException {
    int position = 1;
    while (position <= columns) {
      int left = line[position - 1];
      int aboveLeft = above[position - 1];
      int up = above[position];
      int first = parameters.region(above[position + 1] - up);
      int second = parameters.region(up - aboveLeft);
      int third = parameters.region(aboveLeft - left);
      int context = 81 * first + 9 * second + third;
      if (context == 0) {
        position = decodeRun(line, above, position, columns);
      } else {
        line[position++] = decodeRegular(context, predict(left, up, aboveLeft));
      }
    }
  }

  /** The median edge detector (T.87 A.4.1). */
  private static int predict(int left, int up, int aboveLeft) {
    int smaller = Math.min(left, up);
    int larger = Math.max(left, up);
    return aboveLeft >= larger ? smaller : aboveLeft <= smaller ? larger : left + up - aboveLeft;
  }

  private int decodeRegular(int signedContext, int predicted) throws BrokenImageException {
    int sign = signedContext < 0 ? -1 : 1;
    JpegLsContext context = contexts[Math.abs(signedContext)];
    int prediction = Math.clamp(predicted + sign * context.correction, 0, parameters.largest());
    int golomb = context.golomb(context.magnitude);
    int mapped = bits.golomb(golomb, limit, errorBits);
    boolean swapped = parameters.near() == 0 && golomb == 0 && 2 * context.bias <= -context.count;
    int error = unmap(swapped ? mapped ^ 1 : mapped);
    context.update(error, step);
    return reconstruct(prediction, sign * error);
  }

  private static int unmap(int mapped) {
    return (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
  }

  /**
   * A run of samples like the left one, and the sample that ends it (T.87 A.7). Returns the next
   * position.
   */
  private int decodeRun(int[] line, int[] above, int start, int columns)
      throws BrokenImageException {
    int value = line[start - 1];
    int position = start;
    while (position <= columns && bits.bit() == 1) {
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
    int rest = bits.bits(RUN_BITS[runIndex]);
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
    int type = Math.abs(left - up) <= parameters.near() ? 1 : 0;
    JpegLsContext context = interruptions[type];
    int golomb =
        context.golomb(type == 1 ? context.magnitude + (context.count >> 1) : context.magnitude);
    int mapped = bits.golomb(golomb, limit - RUN_BITS[runIndex] - 1, errorBits);
    int doubled = mapped + type;
    int magnitude = (doubled + 1) >> 1;
    boolean negativeWhenOdd = golomb != 0 || 2 * context.negative >= context.count;
    int error = negativeWhenOdd == ((doubled & 1) == 1) ? -magnitude : magnitude;
    context.updateInterruption(error, mapped, type);
    return type == 1 ? reconstruct(left, error) : reconstruct(up, left > up ? -error : error);
  }

  /** Adds an error to a prediction, modulo the range (T.87 A.4.5, F.1). */
  private int reconstruct(int prediction, int error) {
    int value = prediction + error * step;
    if (value < -parameters.near()) {
      value += range * step;
    } else if (value > parameters.largest() + parameters.near()) {
      value -= range * step;
    }
    return Math.clamp(value, 0, parameters.largest());
  }
}
