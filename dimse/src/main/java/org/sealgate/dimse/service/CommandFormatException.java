package org.sealgate.dimse.service;

import java.io.IOException;

/** A command set from the peer that breaks PS3.7 6.3 or Annex E; the message names the element. */
public final class CommandFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public CommandFormatException(String message) {
    super(message);
  }
}
