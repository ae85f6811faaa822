package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.CommandSet;

/**
 * Lets one message at a time onto the association: fragments of two messages must not mix (PS3.8
 * E.1). The turn is a semaphore, not a lock, because the thread that ends a message may not be the
 * one that began it.
 */
final class MessageWriter {
  private final UpperLayer upperLayer;
  private final int maximumPduLength;
  private final Semaphore turn = new Semaphore(1, true);
  private @Nullable FragmentWriter fragments;

  MessageWriter(UpperLayer upperLayer, int maximumPduLength) {
    this.upperLayer = upperLayer;
    this.maximumPduLength = maximumPduLength;
  }

  /** Sends a whole message; sets the command's data set flag by what is given. */
  void send(PresentationContext context, CommandSet command, @Nullable ByteBuffer dataSet)
      throws IOException {
    FragmentWriter writer = begin(context, command, dataSet != null);
    try {
      if (dataSet != null) {
        writer.write(dataSet);
      }
      writer.end(dataSet != null);
    } finally {
      yieldTurn();
    }
  }

  /** Waits for the turn and begins a message; {@link #yieldTurn()} must follow whatever happens. */
  FragmentWriter begin(PresentationContext context, CommandSet command, boolean dataSet)
      throws IOException {
    turn.acquireUninterruptibly();
    try {
      FragmentWriter writer = writer();
      writer.begin(context.id(), withFlag(command, dataSet).encode());
      return writer;
    } catch (IOException | RuntimeException failure) {
      turn.release();
      throw failure;
    }
  }

  void yieldTurn() {
    turn.release();
  }

  private FragmentWriter writer() {
    FragmentWriter writer = fragments;
    if (writer == null) {
      writer = new FragmentWriter(upperLayer, maximumPduLength);
      fragments = writer;
    }
    return writer;
  }

  private static CommandSet withFlag(CommandSet command, boolean dataSet) {
    return command.hasDataSet() == dataSet ? command : command.toBuilder().dataSet(dataSet).build();
  }
}
