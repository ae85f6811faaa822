package org.sealgate.chain.log;

/** What checking a proof has shown. */
public sealed interface ProofResult {
  /** The proof leads to the root. */
  record Valid() implements ProofResult {}

  /**
   * The proof does not hold.
   *
   * @param failure what kind of mistake it has
   * @param message the same for a person, with the numbers
   */
  record Invalid(ProofFailure failure, String message) implements ProofResult {}

  /** True if the proof holds. */
  default boolean isValid() {
    return this instanceof Valid;
  }

  /** A proof that holds. */
  static ProofResult valid() {
    return new Valid();
  }

  /** A proof that does not hold. */
  static ProofResult invalid(ProofFailure failure, String message) {
    return new Invalid(failure, message);
  }
}
