package org.sealgate.dimse.pdu;

import java.io.IOException;

/**
 * A PDU, item or PDV from the peer that breaks PS3.8. It names the field and the limit, and carries
 * the reason that the A-ABORT in answer to it gives.
 */
public final class PduFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final AbortReason abortReason;

  public PduFormatException(AbortReason abortReason, String message) {
    super(message);
    this.abortReason = abortReason;
  }

  PduFormatException(String structure, IllegalArgumentException cause) {
    super(structure + ": " + cause.getMessage(), cause);
    this.abortReason = AbortReason.INVALID_PDU_PARAMETER_VALUE;
  }

  /** Returns the reason for the A-ABORT PDU (PS3.8 9.3.8). */
  public AbortReason abortReason() {
    return abortReason;
  }
}
