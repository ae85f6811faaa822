package org.sealgate.scp.fingerprint;

/** What the check of an instance against the log says, best first. */
public enum Verdict {
  /** Byte for byte what was sealed. */
  EXACT,
  /** The same attributes and pixels in another encoding. */
  EQUIVALENT,
  /** The pixels are those that were sealed, other attributes are not. */
  PIXELS_ONLY,
  /** Something else than what was sealed. */
  MISMATCH,
  /** What was sealed, but no anchored checkpoint covers its leaf yet. */
  UNANCHORED,
  /** Never sealed here. */
  UNKNOWN;

  /** Whether the bytes are, in one encoding or another, those that were sealed. */
  public boolean isIntact() {
    return this == EXACT || this == EQUIVALENT || this == UNANCHORED;
  }
}
