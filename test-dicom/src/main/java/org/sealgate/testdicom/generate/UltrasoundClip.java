package org.sealgate.testdicom.generate;

/**
 * Pixels of an ultrasound clip: a sector of speckle that moves from frame to frame, with a coloured
 * flow box, on black. 8-bit RGB by pixel.
 */
final class UltrasoundClip implements FrameSource {
  private static final int SPECKLE = 1 << 16;

  private final long seed;
  private final ImageLayout layout;
  private final byte[] envelope;
  private final byte[] speckle;

  UltrasoundClip(long seed, int frames, int rows, int columns) {
    this.seed = seed;
    this.layout = ImageLayout.rgb(frames, rows, columns);
    this.envelope = sector(rows, columns);
    this.speckle = speckle(new SeededRandom(seed));
  }

  @Override
  public ImageLayout layout() {
    return layout;
  }

  @Override
  public byte[] frame(int index) {
    SeededRandom random = SeededRandom.of(seed, index);
    byte[] frame = new byte[layout.frameLength()];
    int columns = layout.columns();
    for (int row = 0; row < layout.rows(); row++) {
      int from = random.nextInt(SPECKLE);
      for (int column = 0; column < columns; column++) {
        int pixel = row * columns + column;
        int amplitude = speckle[(from + column) & (SPECKLE - 1)] & 0xff;
        int light = ((envelope[pixel] & 0xff) * amplitude) >> 8;
        putPixel(frame, pixel * 3, light, isFlow(row, column));
      }
    }
    return frame;
  }

  private static void putPixel(byte[] frame, int at, int light, boolean flow) {
    frame[at] = (byte) light;
    frame[at + 1] = (byte) (flow ? light / 4 : light);
    frame[at + 2] = (byte) (flow ? light / 8 : light);
  }

  /** The middle of the sector, where blood flow is shown in red. */
  private boolean isFlow(int row, int column) {
    int y = Math.abs(2 * row - layout.rows());
    int x = Math.abs(2 * column - layout.columns());
    return 5 * y < layout.rows() && 5 * x < layout.columns();
  }

  /** Brightness of each pixel: 0 outside a sector of 80 degrees, falling with depth inside. */
  private static byte[] sector(int rows, int columns) {
    byte[] envelope = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x = (column + 0.5 - columns / 2.0) / rows;
        double y = (row + 0.5) / rows;
        double depth = StrictMath.sqrt(x * x + y * y);
        boolean inside = depth > 0.08 && depth < 0.97 && Math.abs(x) < 0.84 * y;
        envelope[row * columns + column] = (byte) (inside ? 255 * (1 - 0.6 * depth) : 0);
      }
    }
    return envelope;
  }

  /** Speckle is Rayleigh distributed and a few samples wide. */
  private static byte[] speckle(SeededRandom random) {
    byte[] speckle = new byte[SPECKLE];
    double last = 0;
    for (int i = 0; i < SPECKLE; i++) {
      double amplitude = 55 * StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      last = 0.6 * last + 0.4 * amplitude;
      speckle[i] = (byte) Math.min(255, last * 1.3);
    }
    return speckle;
  }
}
