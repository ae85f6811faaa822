package org.sealgate.vault.crypto;

import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** A data key could not be wrapped or unwrapped. */
public class KeyWrapException extends GeneralSecurityException {

  private static final long serialVersionUID = 1L;

  /** With the reason, and what lies under it. */
  public KeyWrapException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
