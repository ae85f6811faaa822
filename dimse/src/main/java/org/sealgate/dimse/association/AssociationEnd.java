package org.sealgate.dimse.association;

import java.io.IOException;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortSource;

/** How an association ended. */
public sealed interface AssociationEnd {

  /** By A-RELEASE, in order. */
  record Released() implements AssociationEnd {}

  /**
   * By A-ABORT.
   *
   * @param source who aborted
   * @param reason code of {@link org.sealgate.dimse.pdu.AbortReason}
   * @param byPeer whether the PDU came from the peer
   */
  record Aborted(AbortSource source, int reason, boolean byPeer) implements AssociationEnd {}

  /**
   * Without either: the connection broke, a time passed, or the peer broke the protocol, in which
   * case an A-P-ABORT was sent.
   *
   * @param cause what happened
   */
  record Failed(IOException cause) implements AssociationEnd {}

  /** Returns the end that an exception reports. */
  static AssociationEnd of(IOException cause) {
    return switch (cause) {
      case AssociationReleasedException _ -> new Released();
      case AssociationAbortedException aborted ->
          new Aborted(aborted.source(), aborted.reason(), aborted.isByPeer());
      default -> new Failed(cause);
    };
  }

  /** Returns the exception that an operation fails with after this end. */
  default IOException toException() {
    return switch (this) {
      case Released _ -> new AssociationReleasedException();
      case Aborted(AbortSource source, int reason, boolean byPeer) ->
          new AssociationAbortedException(new Abort(source, reason), byPeer);
      case Failed(IOException cause) ->
          new IOException("Association failed: " + cause.getMessage(), cause);
    };
  }
}
