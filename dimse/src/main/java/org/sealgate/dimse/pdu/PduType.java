package org.sealgate.dimse.pdu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The seven PDUs with the type in their first byte (PS3.8 9.3.1). */
public enum PduType {
  A_ASSOCIATE_RQ(0x01),
  A_ASSOCIATE_AC(0x02),
  A_ASSOCIATE_RJ(0x03),
  P_DATA_TF(0x04),
  A_RELEASE_RQ(0x05),
  A_RELEASE_RP(0x06),
  A_ABORT(0x07);

  /** Wrapped once, so that looking up the type of every PDU allocates nothing. */
  private static final List<Optional<PduType>> BY_CODE =
      Stream.concat(Stream.of(Optional.<PduType>empty()), Stream.of(values()).map(Optional::of))
          .toList();

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
    return code > 0 && code < BY_CODE.size() ? BY_CODE.get(code) : Optional.empty();
  }
}
