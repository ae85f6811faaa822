package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AbortSource;

/** The association was aborted, by the peer or by this side (PS3.8 9.3.8). */
public final class AssociationAbortedException extends AssociationException {
  private static final long serialVersionUID = 1L;

  private final AbortSource source;
  private final int reason;
  private final boolean byPeer;

  public AssociationAbortedException(Abort abort, boolean byPeer) {
    super(
        "Association aborted by %s: source %s, reason %s"
            .formatted(
                byPeer ? "the peer" : "this side",
                abort.source(),
                AbortReason.ofCode(abort.reason())
                    .map(Enum::name)
                    .orElse("reserved " + abort.reason())));
    this.source = abort.source();
    this.reason = abort.reason();
    this.byPeer = byPeer;
  }

  /** Returns who aborted. */
  public AbortSource source() {
    return source;
  }

  /** Returns the reason's code; it means something only if the source is the service provider. */
  public int reason() {
    return reason;
  }

  /** Returns whether the A-ABORT came from the peer. */
  public boolean isByPeer() {
    return byPeer;
  }
}
