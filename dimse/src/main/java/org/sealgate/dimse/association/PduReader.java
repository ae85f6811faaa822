package org.sealgate.dimse.association;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduDecoder;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PduType;

/** Reads PDU headers and the PDUs other than P-DATA-TF, with the limits that hold for them. */
final class PduReader {
  /** Longest variable field of A-RELEASE-RQ, A-RELEASE-RP, A-ABORT and A-ASSOCIATE-RJ. */
  private static final int SHORT_PDU = 4;

  private final ReceiveBuffer in;
  private final AssociationLimits limits;
  private final LimitCounters counters;
  private long bodyLength;

  PduReader(ReceiveBuffer in, AssociationLimits limits, LimitCounters counters) {
    this.in = in;
    this.limits = limits;
    this.counters = counters;
  }

  ReceiveBuffer buffer() {
    return in;
  }

  /** The variable field's length of the PDU whose header was read last. */
  long bodyLength() {
    return bodyLength;
  }

  /**
   * Reads the next header.
   *
   * @throws EOFException if the stream ended, here or inside the header
   * @throws PduFormatException if type or length break the standard or a limit
   */
  PduType nextHeader() throws IOException {
    if (!in.fill(Pdu.HEADER_LENGTH)) {
      throw new EOFException(
          in.available() == 0
              ? "Connection closed by the peer without release or abort"
              : "Connection closed by the peer inside a PDU header");
    }
    int code = in.unsignedByte();
    in.unsignedByte(); // byte 2, reserved
    bodyLength = in.unsignedInt();
    Optional<PduType> type = PduType.ofCode(code);
    if (type.isEmpty()) {
      throw new PduFormatException(
          AbortReason.UNRECOGNIZED_PDU, "PDU-type 0x%02X is unknown".formatted(code));
    }
    checkLength(type.get());
    return type.get();
  }

  private void checkLength(PduType type) throws PduFormatException {
    long limit =
        switch (type) {
          case P_DATA_TF -> limits.maximumPduLength();
          case A_ASSOCIATE_RQ, A_ASSOCIATE_AC -> limits.maximumAssociatePduLength();
          case A_ASSOCIATE_RJ, A_RELEASE_RQ, A_RELEASE_RP, A_ABORT -> SHORT_PDU;
        };
    if (bodyLength > limit) {
      counters.count(LimitKind.PDU_LENGTH);
      throw new PduFormatException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE,
          "%s: PDU-length is %d; at most %d are allowed".formatted(type, bodyLength, limit));
    }
  }

  /** Reads the rest of the PDU whose header was read last; not for P-DATA-TF. */
  Pdu readBody(PduType type) throws IOException {
    // Grows with what arrives: a length that many silent peers announce must not cost memory.
    GrowingBytes body = new GrowingBytes();
    while (body.length() < bodyLength) {
      if (!in.fill(1)) {
        throw new EOFException("Connection closed by the peer inside " + type);
      }
      body.append(in.take((int) Math.min(in.available(), bodyLength - body.length())));
    }
    return PduDecoder.decodeBody(type, body.view());
  }
}
