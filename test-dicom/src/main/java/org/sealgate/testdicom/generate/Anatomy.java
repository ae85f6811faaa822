package org.sealgate.testdicom.generate;

/**
 * A smooth picture computed on a coarse grid and read in between, so that a large image costs a few
 * operations a pixel.
 */
final class Anatomy {
  private static final int SIZE = 256;

  /** A picture as a function; x to the right and y down, both from -1 to 1. */
  @FunctionalInterface
  interface Field {
    double at(double x, double y);
  }

  private final float[] grid = new float[SIZE * SIZE];

  Anatomy(Field field) {
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        grid[row * SIZE + column] = (float) field.at(coordinate(column), coordinate(row));
      }
    }
  }

  /**
   * One row of the picture scaled to an image.
   *
   * @param row row of the image
   * @param rows rows of the image
   * @param values one value for each column of the image, set by this method
   */
  void row(int row, int rows, float[] values) {
    float y = position(row, rows);
    int top = (int) y;
    float down = y - top;
    for (int column = 0; column < values.length; column++) {
      float x = position(column, values.length);
      int left = (int) x;
      float right = x - left;
      int at = top * SIZE + left;
      float above = grid[at] + right * (grid[at + 1] - grid[at]);
      float below = grid[at + SIZE] + right * (grid[at + SIZE + 1] - grid[at + SIZE]);
      values[column] = above + down * (below - above);
    }
  }

  /** 1 inside an ellipse, 0 outside, with a soft edge that is {@code softness} radii wide. */
  static double ellipse(
      double x,
      double y,
      double centerX,
      double centerY,
      double radiusX,
      double radiusY,
      double softness) {
    double dx = (x - centerX) / radiusX;
    double dy = (y - centerY) / radiusY;
    return step((1 - StrictMath.sqrt(dx * dx + dy * dy)) / softness);
  }

  /** 0 below -1/2, 1 above 1/2, smooth between. */
  static double step(double value) {
    double t = Math.clamp(value + 0.5, 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }

  private static float position(int index, int count) {
    return Math.min((index + 0.5f) * (SIZE - 1) / count, SIZE - 1.001f);
  }

  private static double coordinate(int index) {
    return 2.0 * index / (SIZE - 1) - 1;
  }
}
