package org.sealgate.dimse.association;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;

/**
 * An operation that this side invoked, with the responses as they come. Responses that nobody takes
 * hold the association's reader up after {@value #MAXIMUM_WAITING}, so take them all or close.
 */
public final class PendingOperation implements AutoCloseable {
  private static final int MAXIMUM_WAITING = 256;

  private final Association association;
  private final PresentationContext presentationContext;
  private final boolean cancellable;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<DimseResponse> waiting = new ArrayDeque<>();
  private final long patienceMillis;
  private int messageId;
  private boolean finalReceived;
  private boolean discarding;
  private @Nullable IOException failure;

  PendingOperation(
      Association association,
      PresentationContext presentationContext,
      CommandSet command,
      long patienceMillis) {
    this.association = association;
    this.cancellable = command.commandField().map(CommandField::isCancellable).orElse(false);
    this.presentationContext = presentationContext;
    this.patienceMillis = patienceMillis;
  }

  void messageId(int assigned) {
    messageId = assigned;
  }

  /** Returns the Message ID that the request was sent with. */
  public int messageId() {
    return messageId;
  }

  /**
   * Waits for the next response and returns it; null once the final one was returned.
   *
   * @throws AssociationTimeoutException if none came within the DIMSE time-out; the association is
   *     then aborted
   * @throws IOException if the association ended
   */
  public @Nullable DimseResponse next() throws IOException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      while (waiting.isEmpty() && !finalReceived && failure == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      DimseResponse response = waiting.poll();
      changed.signalAll();
      if (response != null || finalReceived) {
        return response;
      }
      if (failure != null) {
        throw failure;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a DIMSE response");
    } finally {
      lock.unlock();
    }
    throw timedOut();
  }

  /** Drops pending responses and returns the final one; null if {@link #next()} returned it. */
  public @Nullable DimseResponse awaitFinal() throws IOException {
    DimseResponse last = null;
    for (DimseResponse response = next(); response != null; response = next()) {
      last = response;
    }
    return last;
  }

  /**
   * Sends C-CANCEL; the peer then ends the operation with a final response in its own time.
   *
   * @throws IllegalStateException for operations other than C-FIND, C-MOVE and C-GET
   */
  public void cancel() throws IOException {
    if (!cancellable) {
      throw new IllegalStateException("Only C-FIND, C-MOVE and C-GET can be cancelled");
    }
    association.send(presentationContext, Commands.cancelRequest(messageId), null);
  }

  /**
   * Gives up: drops all responses, and cancels if the final one is still to come and the operation
   * can be cancelled.
   */
  @Override
  public void close() throws IOException {
    boolean inProgress;
    lock.lock();
    try {
      inProgress = !finalReceived && failure == null && !discarding;
      discarding = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (inProgress && cancellable) {
      cancel();
    }
  }

  /** What the reader thread hands responses to. */
  ResponseReceiver receiver() {
    return new ResponseReceiver() {
      @Override
      public void received(DimseResponse response) throws IOException {
        enqueue(response);
      }

      @Override
      public void failed(IOException cause) {
        fail(cause);
      }
    };
  }

  private void enqueue(DimseResponse response) throws IOException {
    lock.lock();
    try {
      awaitRoom();
      if (!discarding) {
        waiting.add(response);
      }
      finalReceived = !response.status().isPending();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() throws IOException {
    long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    try {
      while (waiting.size() >= MAXIMUM_WAITING && !discarding) {
        if (left <= 0) {
          throw new AssociationTimeoutException(
              LimitKind.DIMSE_TIME, "Nobody takes the responses to " + messageId);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while handing over a DIMSE response");
    }
  }

  private void fail(IOException cause) {
    lock.lock();
    try {
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private AssociationTimeoutException timedOut() {
    AssociationTimeoutException timeout =
        new AssociationTimeoutException(
            LimitKind.DIMSE_TIME,
            "No response to message %d within %d ms".formatted(messageId, patienceMillis));
    association.abort(Abort.byServiceUser(), timeout);
    return timeout;
  }
}
