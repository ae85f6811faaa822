package org.sealgate.testdicom.allocation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduType;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.StoreRequest;

/**
 * A C-STORE-RQ whose P-DATA-TF PDUs are encoded once, so that sending it again allocates nothing:
 * what is measured is the receiver's.
 */
final class StoreRequestBytes {
  private static final int HEADERS = Pdu.HEADER_LENGTH + PresentationDataValue.HEADER_LENGTH;

  private final ByteBuffer command;
  private final ByteBuffer fragment;
  private final ByteBuffer lastFragment;
  private final long fullFragments;

  /**
   * @param contextId presentation context
   * @param dataSetLength bytes of the data set, which is all zeros
   * @param pduLength longest variable field of a PDU, in bytes
   */
  StoreRequestBytes(int contextId, long dataSetLength, int pduLength) {
    int fragmentLength = pduLength - PresentationDataValue.HEADER_LENGTH;
    this.fullFragments = (dataSetLength - 1) / fragmentLength;
    this.command = pdu(contextId, PresentationDataValue.COMMAND_BIT | last(), commandSet());
    this.fragment = pdu(contextId, 0, ByteBuffer.allocate(fragmentLength));
    int rest = Math.toIntExact(dataSetLength - fullFragments * fragmentLength);
    this.lastFragment = pdu(contextId, last(), ByteBuffer.allocate(rest));
  }

  /** Writes the whole request. */
  void send(SocketChannel channel) throws IOException {
    write(channel, command);
    for (long sent = 0; sent < fullFragments; sent++) {
      write(channel, fragment);
    }
    write(channel, lastFragment);
  }

  private static void write(SocketChannel channel, ByteBuffer pdu) throws IOException {
    pdu.rewind();
    while (pdu.hasRemaining()) {
      channel.write(pdu);
    }
  }

  private static int last() {
    return PresentationDataValue.LAST_BIT;
  }

  private static ByteBuffer commandSet() {
    CommandSet command =
        Commands.storeRequest(StoreRequest.of(SopClasses.CT_IMAGE_STORAGE, "2.25.1"));
    return command.withMessageId(1).toBuilder().dataSet(true).build().encode();
  }

  private static ByteBuffer pdu(int contextId, int controlHeader, ByteBuffer content) {
    return ByteBuffer.allocateDirect(HEADERS + content.remaining())
        .put((byte) PduType.P_DATA_TF.code())
        .put((byte) 0)
        .putInt(content.remaining() + PresentationDataValue.HEADER_LENGTH)
        .putInt(content.remaining() + 2)
        .put((byte) contextId)
        .put((byte) controlHeader)
        .put(content)
        .flip();
  }
}
