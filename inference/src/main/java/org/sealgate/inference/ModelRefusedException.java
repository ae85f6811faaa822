package org.sealgate.inference;

/** A model that must not be used; the message says which part of the contract it breaks. */
public final class ModelRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ModelRefusedException(String message) {
    super(message);
  }

  /** Creates the exception with what the runtime said. */
  public ModelRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
