package org.sealgate.vault.index;

import org.jspecify.annotations.Nullable;

/** The index could not do what was asked; nothing of the change is stored. */
public final class IndexException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the reason, and what lies under it. */
  public IndexException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
