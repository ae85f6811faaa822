package org.sealgate.dimse.association;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.service.StoreResponse;

/**
 * A C-STORE that is being sent. From {@link Association#beginStore} to {@link #finish()} no other
 * message can leave on the association. Not for several threads at a time.
 */
public final class OutgoingStore implements AutoCloseable {
  private final Association association;
  private final MessageWriter messages;
  private final FragmentWriter fragments;
  private final CompletableFuture<StoreResponse> response;
  private final long patienceMillis;
  private final int messageId;
  private boolean finished;

  OutgoingStore(
      Association association,
      MessageWriter messages,
      FragmentWriter fragments,
      Answer answer,
      long patienceMillis,
      int messageId) {
    this.association = association;
    this.messages = messages;
    this.fragments = fragments;
    this.response = answer.response;
    this.patienceMillis = patienceMillis;
    this.messageId = messageId;
  }

  /** Returns the Message ID of the C-STORE-RQ. */
  public int messageId() {
    return messageId;
  }

  /**
   * Sends data set bytes and consumes the buffer; it may be reused at once. Blocks while the peer
   * does not take them. Direct buffers leave without a copy, but for the last few bytes, which are
   * held back.
   *
   * @throws IOException if the association ended; the store cannot go on
   */
  public void write(ByteBuffer data) throws IOException {
    requireUnfinished();
    fragments.write(data);
  }

  /** Sends several buffers, one after the other. */
  public void write(ByteBuffer... data) throws IOException {
    for (ByteBuffer part : data) {
      write(part);
    }
  }

  /**
   * Sends the last fragment and waits for the response.
   *
   * @throws AssociationTimeoutException if it did not come within the DIMSE time-out; the
   *     association is then aborted
   * @throws IOException if the association ended: whether the peer has the instance is not known
   */
  public StoreResponse finish() throws IOException {
    CompletableFuture<StoreResponse> answer = finishAsync();
    try {
      return answer.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException cause ? cause : new IOException(failed);
    } catch (TimeoutException timedOut) {
      throw timedOut();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a C-STORE-RSP");
    }
  }

  /**
   * Sends the last fragment and returns what the response will complete, or fail with an {@link
   * IOException} if the association ends first. Completion happens on the association's reader
   * thread, which dependents must not block. There is no time-out; use {@link
   * CompletableFuture#orTimeout}.
   */
  public CompletableFuture<StoreResponse> finishAsync() throws IOException {
    requireUnfinished();
    finished = true;
    try {
      fragments.end(true);
    } finally {
      messages.yieldTurn();
    }
    return response;
  }

  /**
   * Gives the store up, which a protocol without a word for it makes an abort of the association.
   */
  public void abort() {
    if (!finished) {
      finished = true;
      association.abort();
      messages.yieldTurn();
    }
  }

  /** Aborts unless the store was finished. */
  @Override
  public void close() {
    abort();
  }

  private AssociationTimeoutException timedOut() {
    AssociationTimeoutException timeout =
        new AssociationTimeoutException(
            LimitKind.DIMSE_TIME,
            "No C-STORE-RSP to message %d within %d ms".formatted(messageId, patienceMillis));
    association.abort(Abort.byServiceUser(), timeout);
    return timeout;
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("The store is finished or aborted");
    }
  }

  /** Receives the one response. */
  static final class Answer implements ResponseReceiver {
    private final CompletableFuture<StoreResponse> response = new CompletableFuture<>();

    @Override
    public void received(DimseResponse message) {
      response.complete(StoreResponse.of(message.command()));
    }

    @Override
    public void failed(IOException cause) {
      response.completeExceptionally(cause);
    }
  }
}
