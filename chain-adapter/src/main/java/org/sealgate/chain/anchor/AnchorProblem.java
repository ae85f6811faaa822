package org.sealgate.chain.anchor;

/** Anchoring cannot go on for now; the message says why, for a person. It is tried again. */
final class AnchorProblem extends Exception {
  private static final long serialVersionUID = 1L;

  AnchorProblem(String message) {
    super(message);
  }
}
