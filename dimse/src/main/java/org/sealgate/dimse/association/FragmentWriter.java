package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduType;
import org.sealgate.dimse.pdu.PresentationDataValue;

/**
 * Cuts a message into P-DATA-TF PDUs of the peer's length and writes many of them with one call,
 * straight from the caller's buffers. Of each write at least one byte is held back, because only
 * the end of the message tells which fragment is the last. Fragments but the last have even
 * lengths. For one message at a time.
 */
final class FragmentWriter {
  private static final int HEADERS = Pdu.HEADER_LENGTH + PresentationDataValue.HEADER_LENGTH;

  /** PDUs that one gathering write carries at most. */
  private static final int BATCH = 64;

  /** Bytes after which a batch is written although more would fit. */
  private static final int BATCH_BYTES = 512 << 10;

  /** A fragment shorter than the peer's length is sent early from this many bytes on. */
  private static final int WORTH_SENDING = 32 << 10;

  private final UpperLayer upperLayer;
  private final int maximumFragment;
  private final int worthSending;
  private final ByteBuffer headers = ByteBuffer.allocateDirect(HEADERS * BATCH);
  private final ByteBuffer[] batch = new ByteBuffer[3 * BATCH];
  private final ByteBuffer held;
  private int count;
  private int batchBytes;
  private int contextId;
  private boolean command;

  /** Whether the batch refers to bytes that are the caller's or held ones. */
  private boolean borrowed;

  /**
   * Makes a writer.
   *
   * @param maximumPduLength longest variable field of a P-DATA-TF PDU, in bytes
   */
  FragmentWriter(UpperLayer upperLayer, int maximumPduLength) {
    this.upperLayer = upperLayer;
    this.maximumFragment = (maximumPduLength - PresentationDataValue.HEADER_LENGTH) & ~1;
    this.worthSending = Math.min(maximumFragment, WORTH_SENDING);
    this.held = ByteBuffer.allocateDirect(worthSending + 4);
  }

  /** Begins a message: its command set is queued and leaves with the first data or at the end. */
  void begin(int presentationContextId, ByteBuffer commandSet) throws IOException {
    contextId = presentationContextId;
    command = true;
    held.clear();
    while (commandSet.remaining() > maximumFragment) {
      emit(maximumFragment, commandSet, false);
    }
    emit(commandSet.remaining(), commandSet, true);
    command = false;
  }

  /** Sends what is there except the end, which is held back; consumes the buffer. */
  void write(ByteBuffer data) throws IOException {
    while (true) {
      int total = held.position() + data.remaining();
      int length = Math.min(maximumFragment, total - 2 & ~1);
      if (length < worthSending) {
        break;
      }
      emit(length, data, false);
    }
    if (borrowed) {
      flush();
    }
    held.put(data);
  }

  /** Sends the rest as the last fragment, or the command alone if there is no data set. */
  void end(boolean dataSet) throws IOException {
    if (dataSet) {
      ByteBuffer none = ByteBuffer.allocate(0);
      while (held.position() > maximumFragment) {
        emit(maximumFragment, none, false);
      }
      emit(held.position(), none, true);
    }
    flush();
  }

  /** Queues one PDU with one fragment: first what was held back, then from the source. */
  private void emit(int length, ByteBuffer source, boolean last) throws IOException {
    if (count + 3 > batch.length || batchBytes >= BATCH_BYTES || headers.remaining() < HEADERS) {
      flush();
    }
    batch[count++] = header(length, last);
    int fromHeld = command ? 0 : Math.min(held.position(), length);
    if (fromHeld > 0) {
      takeHeld(fromHeld);
    }
    int fromSource = length - fromHeld;
    if (fromSource > 0) {
      batch[count++] = source.slice(source.position(), fromSource);
      source.position(source.position() + fromSource);
    }
    batchBytes += length;
    borrowed |= !command;
  }

  private void takeHeld(int length) throws IOException {
    batch[count++] = held.slice(0, length);
    if (length == held.position()) {
      held.clear();
      return;
    }
    // Only with a peer whose PDUs are tiny: write before the rest moves over what is queued.
    flush();
    held.flip().position(length);
    held.compact();
  }

  private ByteBuffer header(int length, boolean last) {
    int start = headers.position();
    headers
        .put((byte) PduType.P_DATA_TF.code())
        .put((byte) 0)
        .putInt(length + PresentationDataValue.HEADER_LENGTH)
        .putInt(length + 2)
        .put((byte) contextId)
        .put((byte) controlHeader(last));
    return headers.slice(start, HEADERS);
  }

  private int controlHeader(boolean last) {
    return (command ? PresentationDataValue.COMMAND_BIT : 0)
        | (last ? PresentationDataValue.LAST_BIT : 0);
  }

  private void flush() throws IOException {
    if (count > 0) {
      int queued = count;
      count = 0;
      batchBytes = 0;
      borrowed = false;
      upperLayer.sendData(batch, queued);
      Arrays.fill(batch, 0, queued, null);
    }
    headers.clear();
  }
}
