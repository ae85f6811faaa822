package org.sealgate.dimse.association;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PduType;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.ReleaseReply;

/**
 * Walks through the presentation data values of an established association and deals with the PDUs
 * between them: release and abort. Belongs to the reader thread.
 */
final class PdvReader {
  private final PduReader pdus;
  private final ReceiveBuffer in;
  private final UpperLayer upperLayer;
  private long pduRemaining;
  private int pdvRemaining;
  private int contextId;
  private boolean command;
  private boolean last;

  PdvReader(PduReader pdus, UpperLayer upperLayer) {
    this.pdus = pdus;
    this.in = pdus.buffer();
    this.upperLayer = upperLayer;
  }

  int contextId() {
    return contextId;
  }

  boolean isCommand() {
    return command;
  }

  /** Whether the message control header marks the current value as the last fragment. */
  boolean isLast() {
    return last;
  }

  /** Bytes of the current value that {@link #nextPiece()} has not returned yet. */
  int pdvRemaining() {
    return pdvRemaining;
  }

  /**
   * Goes to the next presentation data value.
   *
   * @param betweenMessages whether a release is allowed here
   * @throws IOException the reason if the association ends instead
   */
  void nextPdv(boolean betweenMessages) throws IOException {
    while (pduRemaining == 0) {
      nextDataPdu(betweenMessages);
    }
    if (pduRemaining < PresentationDataValue.HEADER_LENGTH) {
      throw invalid(
          "%d bytes are left for a PDV item; it needs at least 6".formatted(pduRemaining));
    }
    fill(PresentationDataValue.HEADER_LENGTH);
    long length = in.unsignedInt();
    if (length < 2 || length > pduRemaining - 4) {
      throw invalid(
          "PDV Item-length is %d; it must be 2 to %d".formatted(length, pduRemaining - 4));
    }
    contextId = in.unsignedByte();
    int control = in.unsignedByte();
    command = (control & PresentationDataValue.COMMAND_BIT) != 0;
    last = (control & PresentationDataValue.LAST_BIT) != 0;
    pdvRemaining = (int) length - 2;
    pduRemaining -= PresentationDataValue.HEADER_LENGTH;
  }

  /**
   * The next bytes of the current value, as many as the receive buffer can hold; null at its end.
   */
  @Nullable ByteBuffer nextPiece() throws IOException {
    if (pdvRemaining == 0) {
      return null;
    }
    int length = Math.min(pdvRemaining, in.capacity());
    fill(length);
    pdvRemaining -= length;
    pduRemaining -= length;
    return in.take(length);
  }

  private void nextDataPdu(boolean betweenMessages) throws IOException {
    PduType type = pdus.nextHeader();
    // From here on the peer owes the rest, which a slow one must not stretch for ever.
    upperLayer.watch().pduBegan(pdus.bodyLength());
    if (type == PduType.P_DATA_TF) {
      if (isIgnored(upperLayer.received(UpperLayerEvent.EVT10))) {
        throw upperLayer.ended();
      }
      if (pdus.bodyLength() == 0) {
        throw invalid("PDU-length is 0; it needs one PDV item or more (PS3.8 9.3.5)");
      }
      pduRemaining = pdus.bodyLength();
    } else {
      control(type, betweenMessages);
    }
  }

  private static boolean isIgnored(UpperLayerAction action) {
    return action != UpperLayerAction.DT_2 && action != UpperLayerAction.AR_6;
  }

  private void control(PduType type, boolean betweenMessages) throws IOException {
    if (type == PduType.A_RELEASE_RQ && !betweenMessages) {
      throw new PduFormatException(
          AbortReason.UNEXPECTED_PDU,
          "A-RELEASE-RQ inside a message whose last fragment is missing");
    }
    Pdu pdu = pdus.readBody(type);
    UpperLayerAction action = upperLayer.received(UpperLayerEvent.received(type));
    switch (action) {
      case AR_2, AR_10 -> {
        upperLayer.endsBecause(new AssociationReleasedException());
        upperLayer.request(UpperLayerEvent.EVT14, new ReleaseReply());
        throw new AssociationReleasedException();
      }
      case AR_3 -> {
        upperLayer.endsBecause(new AssociationReleasedException());
        throw new AssociationReleasedException();
      }
      case AR_8 -> answerCollision();
      case AA_2, AA_3 -> throw aborted(pdu);
      default -> throw upperLayer.ended();
    }
  }

  /** Release collision: the requestor answers at once, the acceptor waits for the answer first. */
  private void answerCollision() throws IOException {
    if (upperLayer.state() == UpperLayerState.STA9) {
      upperLayer.request(UpperLayerEvent.EVT14, new ReleaseReply());
    }
  }

  private IOException aborted(Pdu pdu) {
    IOException reason =
        pdu instanceof Abort abort
            ? new AssociationAbortedException(abort, true)
            : new PduFormatException(AbortReason.UNEXPECTED_PDU, pdu.type() + " was not expected");
    upperLayer.endsBecause(reason);
    return reason;
  }

  private void fill(int count) throws IOException {
    if (!in.fill(count)) {
      throw new EOFException("Connection closed by the peer inside P_DATA_TF");
    }
  }

  private static PduFormatException invalid(String message) {
    return new PduFormatException(AbortReason.INVALID_PDU_PARAMETER_VALUE, "P_DATA_TF: " + message);
  }
}
