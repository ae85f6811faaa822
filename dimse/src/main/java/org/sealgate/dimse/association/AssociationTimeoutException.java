package org.sealgate.dimse.association;

/** The peer let a time of {@link AssociationTimeouts} pass; the message says which. */
public final class AssociationTimeoutException extends AssociationException {
  private static final long serialVersionUID = 1L;

  private final LimitKind limit;

  AssociationTimeoutException(LimitKind limit, String message) {
    super(message);
    this.limit = limit;
  }

  /** Returns which time passed. */
  public LimitKind limit() {
    return limit;
  }
}
