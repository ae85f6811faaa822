package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.RejectSource;

/** The acceptor answered A-ASSOCIATE-RJ (PS3.8 9.3.4). */
public final class AssociationRejectedException extends AssociationException {
  private static final long serialVersionUID = 1L;

  private final RejectResult result;
  private final RejectSource source;
  private final int reason;

  public AssociationRejectedException(AssociateReject reject) {
    super("Association rejected: " + reject.describe());
    this.result = reject.result();
    this.source = reject.source();
    this.reason = reject.reason();
  }

  /** Returns whether trying again may help. */
  public RejectResult result() {
    return result;
  }

  /** Returns which part of the acceptor rejected. */
  public RejectSource source() {
    return source;
  }

  /** Returns the reason's code, whose meaning depends on the source. */
  public int reason() {
    return reason;
  }
}
