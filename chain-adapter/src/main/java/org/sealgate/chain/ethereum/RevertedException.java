package org.sealgate.chain.ethereum;

/** A contract has refused a call; the message gives its error with the arguments. */
public final class RevertedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Gives the decoded reason. */
  public RevertedException(String message) {
    super(message);
  }
}
