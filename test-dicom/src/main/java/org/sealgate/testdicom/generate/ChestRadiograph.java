package org.sealgate.testdicom.generate;

import static org.sealgate.testdicom.generate.Anatomy.ellipse;
import static org.sealgate.testdicom.generate.Anatomy.step;

/**
 * Pixels of a frontal chest radiograph: two dark lungs crossed by ribs, heart, spine, diaphragm,
 * and quantum noise that grows with the signal. 16 bits allocated, 12 stored.
 *
 * <p>It resembles an X-ray in its histogram, its structures' scales and its entropy (about 5 to 6
 * bits a sample); nobody would report it.
 */
final class ChestRadiograph implements FrameSource {
  private static final int MAXIMUM = 4095;

  private final long seed;
  private final ImageLayout layout;

  ChestRadiograph(long seed, int rows, int columns) {
    this.seed = seed;
    this.layout = ImageLayout.monochrome12(rows, columns);
  }

  @Override
  public ImageLayout layout() {
    return layout;
  }

  @Override
  public byte[] frame(int index) {
    SeededRandom random = SeededRandom.of(seed, index);
    Anatomy anatomy = new Anatomy(thorax(random));
    Noise noise = new Noise(random);
    byte[] frame = new byte[layout.frameLength()];
    float[] values = new float[layout.columns()];
    int at = 0;
    for (int row = 0; row < layout.rows(); row++) {
      anatomy.row(row, layout.rows(), values);
      for (float value : values) {
        at = Samples.putShort(frame, at, expose(value, noise.next()));
      }
    }
    return frame;
  }

  private static int expose(float brightness, float noise) {
    float signal = 3400 * brightness;
    float deviation = 6 + 12 * brightness;
    return Math.clamp(Math.round(signal + deviation * noise), 0, MAXIMUM);
  }

  /** Brightness from 0 (air) to 1 (dense), of a body that the random numbers make individual. */
  private static Anatomy.Field thorax(SeededRandom random) {
    double width = random.between(0.78, 0.92);
    double lung = random.between(0.26, 0.31);
    double heart = random.between(0.24, 0.33);
    double dome = random.between(0.38, 0.52);
    double ribs = random.between(34, 42);
    double tilt = random.between(-0.03, 0.03);
    return (x0, y) -> {
      double x = x0 + tilt * y;
      double body = ellipse(x, y, 0, 0.35, width, 1.45, 0.08);
      double lungs =
          ellipse(x, y, -0.38, 0, lung, 0.62, 0.12) + ellipse(x, y, 0.4, 0, lung, 0.6, 0.12);
      double belly = step((y - dome + 0.5 * (Math.abs(x) - 0.4) * (Math.abs(x) - 0.4)) / 0.04);
      double soft = body * (0.62 - 0.42 * lungs * (1 - belly));
      double dense = 0.2 * ellipse(x, y, 0.12, 0.24, heart, 0.27, 0.15) + 0.18 * spine(x, y);
      return soft + body * (dense + ribCage(x, y, ribs)) + 0.02;
    };
  }

  private static double spine(double x, double y) {
    double vertebrae = 0.85 + 0.15 * StrictMath.sin(28 * y);
    return StrictMath.exp(-x * x / 0.009) * vertebrae;
  }

  private static double ribCage(double x, double y, double count) {
    double wave = StrictMath.sin(count * (y + 0.75 * x * x - 0.2 * Math.abs(x)));
    double band = wave > 0 ? wave * wave * wave : 0;
    return 0.09 * band * ellipse(x, y, 0, 0, 0.72, 0.75, 0.1);
  }
}
