package org.sealgate.dimse.association;

/** The peer let a time of {@link AssociationTimeouts} pass; the message says which. */
public final class AssociationTimeoutException extends AssociationException {
  private static final long serialVersionUID = 1L;

  public AssociationTimeoutException(String message) {
    super(message);
  }
}
