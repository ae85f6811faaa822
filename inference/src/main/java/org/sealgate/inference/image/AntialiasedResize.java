package org.sealgate.inference.image;

import java.util.Arrays;

/**
 * Antialiased bilinear resize, bit for bit what Pillow's {@code Image.resize(size, Image.BILINEAR)}
 * computes, with which the training images were made: a triangle filter as wide as the reduction,
 * first along the rows, then along the columns, in fixed point with 22 fractional bits, rounded to
 * 8 bits after each pass. The aspect ratio is not kept.
 *
 * <p>A two-tap filter instead flips 2 to 3 of 158 cases at full resolution, so this is part of the
 * model.
 */
public final class AntialiasedResize {
  /** 32 bits, less 8 for the sample, less 2 of head room. */
  private static final int FRACTION_BITS = 22;

  private AntialiasedResize() {}

  /** The image squashed or stretched to the given width and height (pixels). */
  public static GrayImage resize(GrayImage image, int width, int height) {
    GrayImage narrowed =
        width == image.width() ? image : alongRows(image, Taps.of(image.width(), width));
    return height == image.height()
        ? narrowed
        : alongColumns(narrowed, Taps.of(image.height(), height));
  }

  private static GrayImage alongRows(GrayImage image, Taps taps) {
    int width = taps.first.length;
    byte[] from = image.samples();
    byte[] to = new byte[width * image.height()];
    for (int row = 0; row < image.height(); row++) {
      int start = row * image.width();
      for (int column = 0; column < width; column++) {
        int[] weights = taps.weights[column];
        int position = start + taps.first[column];
        int sum = 1 << (FRACTION_BITS - 1);
        for (int tap = 0; tap < weights.length; tap++) {
          sum += (from[position + tap] & 0xFF) * weights[tap];
        }
        to[row * width + column] = clip(sum);
      }
    }
    return new GrayImage(width, image.height(), to);
  }

  private static GrayImage alongColumns(GrayImage image, Taps taps) {
    int width = image.width();
    int height = taps.first.length;
    byte[] from = image.samples();
    byte[] to = new byte[width * height];
    int[] sums = new int[width];
    for (int row = 0; row < height; row++) {
      Arrays.fill(sums, 1 << (FRACTION_BITS - 1));
      int[] weights = taps.weights[row];
      for (int tap = 0; tap < weights.length; tap++) {
        addRow(sums, from, (taps.first[row] + tap) * width, weights[tap]);
      }
      for (int column = 0; column < width; column++) {
        to[row * width + column] = clip(sums[column]);
      }
    }
    return new GrayImage(width, height, to);
  }

  private static void addRow(int[] sums, byte[] from, int start, int weight) {
    for (int column = 0; column < sums.length; column++) {
      sums[column] += (from[start + column] & 0xFF) * weight;
    }
  }

  private static byte clip(int sum) {
    return (byte) Math.clamp(sum >> FRACTION_BITS, 0, 255);
  }

  /**
   * For every output position the first input position and the fixed-point weights from there on.
   */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Taps(int[] first, int[][] weights) {
    static Taps of(int inputs, int outputs) {
      double scale = (double) inputs / outputs;
      double support = Math.max(scale, 1.0);
      Taps taps = new Taps(new int[outputs], new int[outputs][]);
      for (int output = 0; output < outputs; output++) {
        double centre = (output + 0.5) * scale;
        int from = Math.max((int) (centre - support + 0.5), 0);
        int to = Math.min((int) (centre + support + 0.5), inputs);
        taps.first[output] = from;
        taps.weights[output] = weights(from, to, centre, support);
      }
      return taps;
    }

    private static int[] weights(int from, int to, double centre, double support) {
      double[] exact = new double[to - from];
      double sum = 0;
      double inverse = 1.0 / support;
      for (int tap = 0; tap < exact.length; tap++) {
        exact[tap] = Math.max(1 - Math.abs((tap + from - centre + 0.5) * inverse), 0);
        sum += exact[tap];
      }
      int[] fixed = new int[exact.length];
      for (int tap = 0; tap < exact.length; tap++) {
        fixed[tap] = (int) (0.5 + exact[tap] / sum * (1 << FRACTION_BITS));
      }
      return fixed;
    }
  }
}
