package org.sealgate.dimse.pdu;

import java.util.Optional;

/** Reason of an A-ABORT whose source is the service provider (PS3.8 Table 9-26). */
public enum AbortReason {
  REASON_NOT_SPECIFIED(0),
  UNRECOGNIZED_PDU(1),
  UNEXPECTED_PDU(2),
  UNRECOGNIZED_PDU_PARAMETER(4),
  UNEXPECTED_PDU_PARAMETER(5),
  INVALID_PDU_PARAMETER_VALUE(6);

  private final int code;

  AbortReason(int code) {
    this.code = code;
  }

  /** Returns the code on the wire. */
  public int code() {
    return code;
  }

  /** Returns the reason with a code, or nothing for a reserved code. */
  public static Optional<AbortReason> ofCode(int code) {
    for (AbortReason reason : values()) {
      if (reason.code == code) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
