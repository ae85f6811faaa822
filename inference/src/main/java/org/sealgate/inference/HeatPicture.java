package org.sealgate.inference;

import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.report.BannerText;

/**
 * The image as the model saw it, twice as large, with the evidence for pneumonia over it in red to
 * yellow, between two bars that say that it is not for clinical use.
 */
final class HeatPicture {
  /** What both bars say. */
  static final String NOTICE = "NOT FOR CLINICAL USE";

  private static final int ENLARGEMENT = 2;
  private static final int TEXT_SCALE = 3;
  private static final int BAR = BannerText.height(TEXT_SCALE) + 12;

  /** How much of the gray image the strongest evidence covers. */
  private static final double STRONGEST = 0.55;

  private final GrayImage image;
  private final Attention attention;
  private final float[] evidence;
  private final float strongest;

  HeatPicture(GrayImage image, Attention attention) {
    this.image = image;
    this.attention = attention;
    this.evidence = attention.evidence();
    float highest = 0;
    for (float value : evidence) {
      highest = Math.max(highest, value);
    }
    this.strongest = highest;
  }

  int columns() {
    return image.width() * ENLARGEMENT;
  }

  int rows() {
    return image.height() * ENLARGEMENT + 2 * BAR;
  }

  /** Red, green and blue of each pixel, row by row from the top left. */
  byte[] paint() {
    byte[] rgb = new byte[columns() * rows() * 3];
    for (int row = 0; row < image.height() * ENLARGEMENT; row++) {
      for (int column = 0; column < columns(); column++) {
        paint(rgb, column, row);
      }
    }
    int left = (columns() - BannerText.width(NOTICE, TEXT_SCALE)) / 2;
    int inset = (BAR - BannerText.height(TEXT_SCALE)) / 2;
    BannerText.draw(rgb, columns(), NOTICE, left, inset, TEXT_SCALE);
    BannerText.draw(rgb, columns(), NOTICE, left, rows() - BAR + inset, TEXT_SCALE);
    return rgb;
  }

  private void paint(byte[] rgb, int column, int row) {
    double heat = heat((column + 0.5) / columns(), (row + 0.5) / (image.height() * ENLARGEMENT));
    double gray = image.at(column / ENLARGEMENT, row / ENLARGEMENT);
    double share = heat * STRONGEST;
    int pixel = ((row + BAR) * columns() + column) * 3;
    rgb[pixel] = (byte) Math.round(gray * (1 - share) + 255 * share);
    rgb[pixel + 1] = (byte) Math.round(gray * (1 - share) + 255 * heat * heat * share);
    rgb[pixel + 2] = (byte) Math.round(gray * (1 - share));
  }

  /**
   * Evidence for pneumonia at a place, 0 to 1 of the strongest in the image, bilinear between the
   * fields' centres; evidence against it is 0.
   */
  private double heat(double across, double down) {
    if (strongest <= 0) {
      return 0;
    }
    double x = Math.clamp(across * attention.columns() - 0.5, 0.0, attention.columns() - 1.0);
    double y = Math.clamp(down * attention.rows() - 0.5, 0.0, attention.rows() - 1.0);
    double upper = between((int) y, x);
    double lower = between(Math.min((int) y + 1, attention.rows() - 1), x);
    return Math.max(upper + (lower - upper) * (y - (int) y), 0) / strongest;
  }

  private double between(int fieldRow, double x) {
    int start = fieldRow * attention.columns();
    float left = evidence[start + (int) x];
    float right = evidence[start + Math.min((int) x + 1, attention.columns() - 1)];
    return left + (right - left) * (x - (int) x);
  }
}
