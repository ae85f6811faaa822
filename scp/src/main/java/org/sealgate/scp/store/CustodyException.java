package org.sealgate.scp.store;

import java.io.IOException;

/** The copy could not be written; what failed is on this side, not with the peer. */
final class CustodyException extends Exception {
  private static final long serialVersionUID = 1L;

  CustodyException(IOException cause) {
    super(cause);
  }
}
