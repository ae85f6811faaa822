package org.sealgate.inference.image;

/**
 * Chest-like images in integer arithmetic, pixel for pixel those of {@code
 * inference/training/synthetic.py}: a bright thorax, two dark lungs whose haze depends on the seed,
 * and noise.
 */
public final class SyntheticChest {
  private SyntheticChest() {}

  /** An image of the given size in pixels. */
  public static GrayImage draw(int width, int height, int seed) {
    byte[] samples = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        samples[y * width + x] = (byte) gray(x, y, width, height, seed);
      }
    }
    return new GrayImage(width, height, samples);
  }

  /** The image with a black frame of the given width in pixels around it. */
  public static GrayImage framed(GrayImage image, int margin) {
    int width = image.width() + 2 * margin;
    byte[] samples = new byte[width * (image.height() + 2 * margin)];
    for (int row = 0; row < image.height(); row++) {
      System.arraycopy(
          image.samples(),
          row * image.width(),
          samples,
          (row + margin) * width + margin,
          image.width());
    }
    return new GrayImage(width, image.height() + 2 * margin, samples);
  }

  private static int gray(int x, int y, int width, int height, int seed) {
    int u = x * 1024 / width;
    int v = y * 1024 / height;
    int haze = 20 * (seed % 5);
    int gray = 60;
    if (inEllipse(u, v, 512, 560, 440, 520)) {
      gray = 170;
    }
    if (inEllipse(u, v, 330, 520, 130, 300)) {
      gray = 50 + haze;
    }
    if (inEllipse(u, v, 700, 520, 120, 290)) {
      gray = 60 + haze / 2;
    }
    gray += ((v * 40) >> 10) + (((u * (seed + 3)) % 97) >> 3);
    long noise = (((x * 73856093L) ^ (y * 19349663L) ^ (seed * 83492791L)) >> 7) & 31;
    return Math.clamp(gray + noise - 16, 0, 255);
  }

  private static boolean inEllipse(
      long u, long v, long centreU, long centreV, long halfU, long halfV) {
    long across = (u - centreU) * halfV;
    long down = (v - centreV) * halfU;
    return across * across + down * down <= halfU * halfV * halfU * halfV;
  }
}
