package org.sealgate.dimse.pdu;

import java.util.Optional;

/** The seven PDUs with the type in their first byte (PS3.8 9.3.1). */
public enum PduType {
  A_ASSOCIATE_RQ(0x01),
  A_ASSOCIATE_AC(0x02),
  A_ASSOCIATE_RJ(0x03),
  P_DATA_TF(0x04),
  A_RELEASE_RQ(0x05),
  A_RELEASE_RP(0x06),
  A_ABORT(0x07);

  private static final PduType[] BY_CODE = {
    null,
    A_ASSOCIATE_RQ,
    A_ASSOCIATE_AC,
    A_ASSOCIATE_RJ,
    P_DATA_TF,
    A_RELEASE_RQ,
    A_RELEASE_RP,
    A_ABORT
  };

  private final int code;

  PduType(int code) {
    this.code = code;
  }

  /** Returns the type byte. */
  public int code() {
    return code;
  }

  /** Returns the PDU type with a code, or nothing if the standard has none. */
  public static Optional<PduType> ofCode(int code) {
    return code > 0 && code < BY_CODE.length
        ? Optional.ofNullable(BY_CODE[code])
        : Optional.empty();
  }
}
