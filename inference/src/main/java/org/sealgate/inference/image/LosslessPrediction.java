package org.sealgate.inference.image;

/**
 * The predictors of lossless JPEG (T.81 table H.1): each makes a row of samples from its
 * differences, modulo 65536. Ra is the sample to the left, Rb the one above, Rc the one above to
 * the left.
 *
 * <p>The samples lie row by row; a row begins at a start index, its first sample is there already.
 */
final class LosslessPrediction {
  private LosslessPrediction() {}

  /**
   * Makes the samples of a row after the first.
   *
   * @param selection the predictor selection value, 1 to 7
   */
  static void addRow(int selection, int[] differences, short[] samples, int start) {
    switch (selection) {
      case 1 -> left(differences, samples, start);
      case 2 -> above(differences, samples, start, 0);
      case 3 -> above(differences, samples, start, 1);
      case 4 -> plane(differences, samples, start);
      case 5 -> leftAndSlope(differences, samples, start);
      case 6 -> aboveAndSlope(differences, samples, start);
      case 7 -> mean(differences, samples, start);
      default -> throw new IllegalArgumentException("predictor selection value " + selection);
    }
  }

  /** Ra. */
  private static void left(int[] differences, short[] samples, int start) {
    int left = samples[start];
    for (int column = 1; column < differences.length; column++) {
      left += differences[column];
      samples[start + column] = (short) left;
    }
  }

  /** Rb, or Rc one to the left. */
  private static void above(int[] differences, short[] samples, int start, int toTheLeft) {
    int above = start - differences.length - toTheLeft;
    for (int column = 1; column < differences.length; column++) {
      samples[start + column] = (short) (samples[above + column] + differences[column]);
    }
  }

  /** Ra + Rb - Rc. */
  private static void plane(int[] differences, short[] samples, int start) {
    int above = start - differences.length;
    int left = samples[start];
    for (int column = 1; column < differences.length; column++) {
      left += samples[above + column] - samples[above + column - 1] + differences[column];
      samples[start + column] = (short) left;
    }
  }

  /** Ra + (Rb - Rc) / 2. */
  private static void leftAndSlope(int[] differences, short[] samples, int start) {
    int above = start - differences.length;
    int left = samples[start];
    for (int column = 1; column < differences.length; column++) {
      int slope = at(samples, above + column) - at(samples, above + column - 1);
      left += (slope >> 1) + differences[column];
      samples[start + column] = (short) left;
    }
  }

  /** Rb + (Ra - Rc) / 2. */
  private static void aboveAndSlope(int[] differences, short[] samples, int start) {
    int above = start - differences.length;
    int left = at(samples, start);
    for (int column = 1; column < differences.length; column++) {
      int slope = left - at(samples, above + column - 1);
      left = (at(samples, above + column) + (slope >> 1) + differences[column]) & 0xFFFF;
      samples[start + column] = (short) left;
    }
  }

  /** (Ra + Rb) / 2. */
  private static void mean(int[] differences, short[] samples, int start) {
    int above = start - differences.length;
    int left = at(samples, start);
    for (int column = 1; column < differences.length; column++) {
      left = (((left + at(samples, above + column)) >> 1) + differences[column]) & 0xFFFF;
      samples[start + column] = (short) left;
    }
  }

  private static int at(short[] samples, int index) {
    return samples[index] & 0xFFFF;
  }
}
