package org.sealgate.chain.record;

/** A personal value cannot be read: it is damaged, of elsewhere, or not meant for this reader. */
public final class PersonalValueException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public PersonalValueException(String message) {
    super(message);
  }
}
