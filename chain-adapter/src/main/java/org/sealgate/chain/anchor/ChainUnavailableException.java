package org.sealgate.chain.anchor;

import java.io.IOException;

/** No endpoint of the chain gave an answer that can be used; says which were asked and why not. */
public final class ChainUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the endpoints and what went wrong. */
  public ChainUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
