package org.sealgate.scp.cli;

import org.sealgate.chain.ethereum.RevertedException;

/** A command cannot do what was asked; the message says why in one line. */
public final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }

  /** A contract has refused a transaction or a question; its reason is the message. */
  static CommandFailedException refused(RevertedException reverted) {
    return new CommandFailedException("the contract refuses: " + reverted.getMessage());
  }
}
