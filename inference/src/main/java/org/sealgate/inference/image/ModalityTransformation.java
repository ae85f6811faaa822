package org.sealgate.inference.image;

/** From stored values to the modality's own, device-independent values (PS3.3 C.11.1). */
public sealed interface ModalityTransformation {
  /** The modality value of a stored value. */
  double apply(int stored);

  /**
   * Rescale Slope (0028,1053) and Rescale Intercept (0028,1052); slope 1 and intercept 0 change
   * nothing.
   */
  record Rescale(double slope, double intercept) implements ModalityTransformation {
    /** Checks that the slope is usable. */
    public Rescale {
      if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
        throw new IllegalArgumentException(
            "Rescale Slope (0028,1053) is "
                + slope
                + ", Rescale Intercept (0028,1052) is "
                + intercept);
      }
    }

    @Override
    public double apply(int stored) {
      return stored * slope + intercept;
    }
  }

  /** The item of the Modality LUT Sequence (0028,3000). */
  record Table(LookupTable table) implements ModalityTransformation {
    @Override
    public double apply(int stored) {
      return table.at(stored);
    }
  }
}
