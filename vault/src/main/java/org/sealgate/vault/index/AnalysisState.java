package org.sealgate.vault.index;

/** How far an analysis is. */
public enum AnalysisState {
  /** To be computed. */
  PENDING,
  /** Computed; there is a result. */
  DONE,
  /** Does not apply to this instance. */
  SKIPPED,
  /** Could not be computed; the result tells why. */
  FAILED
}
