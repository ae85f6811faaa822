package org.sealgate.dimse.association;

import java.io.IOException;

/** An association that did not come about or came to an end; the subclasses say how. */
public abstract sealed class AssociationException extends IOException
    permits AssociationAbortedException,
        AssociationRejectedException,
        AssociationReleasedException,
        AssociationTimeoutException {
  private static final long serialVersionUID = 1L;

  AssociationException(String message) {
    super(message);
  }
}
