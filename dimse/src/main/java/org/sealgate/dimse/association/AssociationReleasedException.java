package org.sealgate.dimse.association;

/** The association was released before the operation came to its end, or it was used afterwards. */
public final class AssociationReleasedException extends AssociationException {
  private static final long serialVersionUID = 1L;

  public AssociationReleasedException() {
    super("Association is released");
  }
}
