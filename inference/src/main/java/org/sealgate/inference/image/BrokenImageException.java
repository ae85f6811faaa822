package org.sealgate.inference.image;

import java.io.IOException;

/**
 * An image that contradicts itself or cannot be decoded; the message names the attribute or the
 * place.
 */
public final class BrokenImageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public BrokenImageException(String message) {
    super(message);
  }

  /** Creates the exception with what the decoder said. */
  public BrokenImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
