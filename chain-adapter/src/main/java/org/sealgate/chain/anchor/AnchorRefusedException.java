package org.sealgate.chain.anchor;

/** The contract would refuse this anchor; the message has its reason. */
public final class AnchorRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Gives the contract's reason, decoded if it is one of its errors. */
  public AnchorRefusedException(String message) {
    super(message);
  }
}
