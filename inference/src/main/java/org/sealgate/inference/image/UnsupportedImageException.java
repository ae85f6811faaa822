package org.sealgate.inference.image;

import java.io.IOException;

/**
 * A sound image of a kind that is not read here; the message names the attribute and what is
 * supported.
 */
public final class UnsupportedImageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public UnsupportedImageException(String message) {
    super(message);
  }
}
