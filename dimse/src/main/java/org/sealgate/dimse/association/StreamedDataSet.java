package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.PduFormatException;

/** A data set that streams from the connection; belongs to the reader thread. */
final class StreamedDataSet implements IncomingDataSet {
  private final PdvReader values;
  private final int contextId;
  private boolean begun;
  private boolean finished;
  private long bytesReceived;
  private @Nullable IOException failure;

  StreamedDataSet(PdvReader values, int contextId) {
    this.values = values;
    this.contextId = contextId;
  }

  /** What broke the connection while reading, as opposed to an exception of the handler's own. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public @Nullable ByteBuffer next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return finished ? null : read();
    } catch (IOException broken) {
      failure = broken;
      throw broken;
    }
  }

  private @Nullable ByteBuffer read() throws IOException {
    while (values.pdvRemaining() == 0 || !begun) {
      if (begun && values.isLast()) {
        finished = true;
        return null;
      }
      nextValue();
    }
    ByteBuffer piece = values.nextPiece();
    if (piece != null) {
      bytesReceived += piece.remaining();
    }
    return piece;
  }

  private void nextValue() throws IOException {
    values.nextPdv(false);
    begun = true;
    if (values.isCommand() || values.contextId() != contextId) {
      throw new PduFormatException(
          AbortReason.UNEXPECTED_PDU_PARAMETER,
          "P_DATA_TF: %s of context %d inside a data set of context %d"
              .formatted(
                  values.isCommand() ? "command" : "data set", values.contextId(), contextId));
    }
  }

  @Override
  public boolean isLastFragment() {
    return finished || (begun && values.isLast() && values.pdvRemaining() == 0);
  }

  @Override
  public long bytesReceived() {
    return bytesReceived;
  }
}
