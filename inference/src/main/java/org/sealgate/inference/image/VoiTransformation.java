package org.sealgate.inference.image;

/**
 * The value-of-interest transformation from modality values to the displayed range (PS3.3 C.11.2).
 * Each variant maps a value to 0 (black) to 1 (white).
 */
public sealed interface VoiTransformation {
  /** The displayed brightness, 0 to 1, of a value after the modality transformation. */
  double apply(double value);

  /** No transformation given: the range of the values is the range of the display. */
  record Range(double lowest, double highest) implements VoiTransformation {
    @Override
    public double apply(double value) {
      return highest > lowest ? Math.clamp((value - lowest) / (highest - lowest), 0.0, 1.0) : 0;
    }
  }

  /** VOI LUT Function LINEAR, the default (PS3.3 C.11.2.1.2.1); width is at least 1. */
  record Linear(double centre, double width) implements VoiTransformation {
    /** Checks the width. */
    public Linear {
      if (!(width >= 1)) {
        throw new IllegalArgumentException(
            "Window Width (0028,1051) is " + width + ", LINEAR needs at least 1");
      }
    }

    @Override
    public double apply(double value) {
      double half = (width - 1) / 2;
      if (value <= centre - 0.5 - half) {
        return 0;
      }
      return value > centre - 0.5 + half ? 1 : (value - (centre - 0.5)) / (width - 1) + 0.5;
    }
  }

  /** VOI LUT Function LINEAR_EXACT (PS3.3 C.11.2.1.3.2). */
  record LinearExact(double centre, double width) implements VoiTransformation {
    /** Checks the width. */
    public LinearExact {
      requirePositive(width);
    }

    @Override
    public double apply(double value) {
      return Math.clamp((value - centre) / width + 0.5, 0.0, 1.0);
    }
  }

  /** VOI LUT Function SIGMOID (PS3.3 C.11.2.1.3.1). */
  record Sigmoid(double centre, double width) implements VoiTransformation {
    /** Checks the width. */
    public Sigmoid {
      requirePositive(width);
    }

    @Override
    public double apply(double value) {
      return 1 / (1 + Math.exp(-4 * (value - centre) / width));
    }
  }

  /** An item of the VOI LUT Sequence (PS3.3 C.11.2.1.1). */
  record Table(LookupTable table) implements VoiTransformation {
    @Override
    public double apply(double value) {
      return table.at((int) Math.round(value)) / (double) table.largestOutput();
    }
  }

  private static void requirePositive(double width) {
    if (!(width > 0)) {
      throw new IllegalArgumentException(
          "Window Width (0028,1051) is " + width + ", must be above 0");
    }
  }
}
