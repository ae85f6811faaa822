package org.sealgate.inference;

/**
 * What a loaded model says about itself, from the metadata in its file.
 *
 * @param name Algorithm Name in reports
 * @param version Algorithm Version in reports
 * @param sha256 SHA-256 of the file, 64 lower case hexadecimal digits
 * @param threshold probability (0 to 1) from which a finding counts as pneumonia
 * @param population whom the training data show, and the limits of use
 */
public record ModelDescription(
    String name, String version, String sha256, double threshold, String population) {
  /** Checks the threshold. */
  public ModelDescription {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + ", must be between 0 and 1");
    }
  }
}
