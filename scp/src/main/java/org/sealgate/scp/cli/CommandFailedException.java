package org.sealgate.scp.cli;

/** A command cannot do what was asked; the message says why in one line. */
public final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }
}
