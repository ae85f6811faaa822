package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.CommandSet;

/** Invokes operations of the peer: takes a Message ID out of the window and sends the request. */
final class Invocations {
  private final Association association;
  private final MessageWriter messages;
  private final OperationTable operations;
  private final Duration patience;

  Invocations(
      Association association,
      MessageWriter messages,
      OperationTable operations,
      Duration patience) {
    this.association = association;
    this.messages = messages;
    this.operations = operations;
    this.patience = patience;
  }

  OutgoingStore beginStore(PresentationContext context, CommandSet command) throws IOException {
    OutgoingStore.Answer answer = new OutgoingStore.Answer();
    int messageId = operations.open(answer);
    try {
      FragmentWriter fragments = messages.begin(context, command.withMessageId(messageId), true);
      return new OutgoingStore(
          association, messages, fragments, answer, patience.toMillis(), messageId);
    } catch (IOException | RuntimeException failure) {
      operations.close(messageId);
      throw failure;
    }
  }

  PendingOperation request(
      PresentationContext context, CommandSet command, @Nullable ByteBuffer dataSet)
      throws IOException {
    PendingOperation operation =
        new PendingOperation(association, context, command, patience.toMillis());
    int messageId = operations.open(operation.receiver());
    operation.messageId(messageId);
    try {
      messages.send(context, command.withMessageId(messageId), dataSet);
      return operation;
    } catch (IOException | RuntimeException failure) {
      operations.close(messageId);
      throw failure;
    }
  }
}
