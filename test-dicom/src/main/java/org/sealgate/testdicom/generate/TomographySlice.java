package org.sealgate.testdicom.generate;

import static org.sealgate.testdicom.generate.Anatomy.ellipse;

/**
 * Pixels of one axial CT slice through a thorax: body, lungs whose size follows the level, spine,
 * table, and noise, within the circular field of reconstruction. A stored value is the Hounsfield
 * unit plus 1024; 16 bits allocated, 12 stored.
 */
final class TomographySlice implements FrameSource {
  /** Hounsfield units of the stored value 0 (Rescale Intercept). */
  static final int RESCALE_INTERCEPT = -1024;

  private static final int MAXIMUM = 4095;
  private static final float NOISE_DEVIATION = 11;

  private final long seed;
  private final int slice;
  private final double level;
  private final ImageLayout layout;

  /**
   * @param seed seed of the series
   * @param slice number of the slice, from 0 at the feet
   * @param slices number of slices of the series
   */
  TomographySlice(long seed, int slice, int slices, int rows, int columns) {
    this.seed = seed;
    this.slice = slice;
    this.level = (slice + 0.5) / slices;
    this.layout = ImageLayout.monochrome12(rows, columns);
  }

  @Override
  public ImageLayout layout() {
    return layout;
  }

  @Override
  public byte[] frame(int index) {
    // The body is the same in all slices, the noise is not.
    Anatomy anatomy = new Anatomy(body(new SeededRandom(seed)));
    Noise noise = new Noise(SeededRandom.of(seed, slice));
    byte[] frame = new byte[layout.frameLength()];
    float[] values = new float[layout.columns()];
    int at = 0;
    for (int row = 0; row < layout.rows(); row++) {
      anatomy.row(row, layout.rows(), values);
      int margin = margin(row);
      for (int column = 0; column < values.length; column++) {
        boolean inside = column >= margin && column < values.length - margin;
        float hounsfield = values[column] + NOISE_DEVIATION * noise.next();
        at = Samples.putShort(frame, at, inside ? stored(hounsfield) : 0);
      }
    }
    return frame;
  }

  private static int stored(float hounsfield) {
    return Math.clamp(Math.round(hounsfield) - RESCALE_INTERCEPT, 0, MAXIMUM);
  }

  /** Columns left and right of the circle of reconstruction in a row. */
  private int margin(int row) {
    double y = (2 * row + 1.0) / layout.rows() - 1;
    return (int) (layout.columns() * (1 - StrictMath.sqrt(1 - y * y)) / 2);
  }

  private Anatomy.Field body(SeededRandom random) {
    double width = random.between(0.72, 0.82);
    double depth = random.between(0.48, 0.56);
    double size = StrictMath.sin(StrictMath.PI * Math.clamp(level, 0.1, 0.95));
    return (x, y) -> {
      double tissue = ellipse(x, y, 0, 0, width, depth, 0.04);
      double lungs =
          ellipse(x, y, -0.36, -0.04, 0.27 * size, 0.36 * size, 0.06)
              + ellipse(x, y, 0.36, -0.04, 0.27 * size, 0.36 * size, 0.06);
      double bone = ellipse(x, y, 0, 0.3, 0.1, 0.09, 0.2);
      double heart = ellipse(x, y, 0.08, -0.12, 0.2, 0.18, 0.1);
      double table = ellipse(x, y, 0, 0.75, 0.7, 0.03, 0.5);
      return -1000
          + 1045 * tissue
          - 880 * lungs * (1 - heart)
          + 600 * bone
          + 40 * heart
          + 300 * table;
    };
  }
}
