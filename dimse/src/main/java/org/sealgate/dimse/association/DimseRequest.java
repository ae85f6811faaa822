package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;

/** A request from the peer and the way to answer it. Answering is safe from any thread. */
public final class DimseRequest {
  private final Association association;
  private final PresentationContext presentationContext;
  private final CommandSet command;
  private final @Nullable IncomingDataSet dataSet;
  private final Progress progress;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile boolean cancelled;
  private volatile boolean later;

  DimseRequest(
      Association association,
      PresentationContext presentationContext,
      CommandSet command,
      @Nullable IncomingDataSet dataSet,
      Progress progress) {
    this.association = association;
    this.presentationContext = presentationContext;
    this.command = command;
    this.dataSet = dataSet;
    this.progress = progress;
  }

  /** Returns the presentation context that the request came in, which its responses go out in. */
  public PresentationContext presentationContext() {
    return presentationContext;
  }

  /** Returns the command set. */
  public CommandSet command() {
    return command;
  }

  /** Returns the data set; null if the request has none. */
  public @Nullable IncomingDataSet dataSet() {
    return dataSet;
  }

  /**
   * Returns the data set of a request that must have one.
   *
   * @throws DimseStatusException with 0212, mistyped argument, if it has none
   */
  public IncomingDataSet requireDataSet() throws DimseStatusException {
    if (dataSet == null) {
      throw new DimseStatusException(Status.MISTYPED_ARGUMENT.withComment("Data set is missing"));
    }
    return dataSet;
  }

  /** Returns whether a C-CANCEL for this request came. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Returns whether the final response was sent. */
  public boolean isAnswered() {
    return answered.get();
  }

  /** Announces that the final response comes after the handler has returned, from any thread. */
  public void respondLater() {
    later = true;
  }

  /** Sends the response that has nothing to say but a status, see {@link Commands#response}. */
  public void respond(Status status) throws IOException {
    respond(Commands.response(command, status));
  }

  /** Sends a C-MOVE or C-GET response without an identifier. */
  public void respond(Status status, SubOperations counts) throws IOException {
    respond(Commands.response(command, status, counts));
  }

  /**
   * Sends a response without a data set. Message ID Being Responded To and the data set flag are
   * set here, so the response of another node can be passed on as it is.
   *
   * @throws IllegalStateException after the final response
   * @throws IOException if the association has ended
   */
  public void respond(CommandSet response) throws IOException {
    send(response, null);
  }

  /** Sends a response with a data set, whose bytes from position to limit are consumed. */
  public void respond(CommandSet response, ByteBuffer identifier) throws IOException {
    send(response, identifier);
  }

  private void send(CommandSet response, @Nullable ByteBuffer identifier) throws IOException {
    boolean last = !response.status().isPending();
    if (last ? !answered.compareAndSet(false, true) : answered.get()) {
      throw new IllegalStateException("The final response to this request was sent already");
    }
    try {
      skipUnread();
      if (last) {
        progress.answering();
      }
      association.send(presentationContext, addressed(response), identifier);
    } finally {
      if (last) {
        progress.answered(this);
      }
    }
  }

  /** A response that overtakes its request's data set confuses peers; the rest comes first. */
  private void skipUnread() throws IOException {
    if (dataSet instanceof StreamedDataSet streamed && association.isReaderThread()) {
      streamed.skip();
    }
  }

  private CommandSet addressed(CommandSet response) {
    return response.toBuilder()
        .set(CommandElement.MESSAGE_ID_BEING_RESPONDED_TO, command.messageId())
        .build();
  }

  /** Hears when the request's final response is about to leave, and when it has left or failed. */
  interface Progress {
    void answering();

    void answered(DimseRequest request);
  }

  void cancel() {
    cancelled = true;
  }

  boolean isLater() {
    return later;
  }
}
