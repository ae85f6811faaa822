package org.sealgate.dimse.association;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Status;

/**
 * The operations that the peer has invoked and that are not answered. There are never more of them
 * than the negotiated window allows (PS3.7 D.3.3.3), nor two with the same Message ID (PS3.7 9.1).
 */
final class PerformedOperations {
  private final Association association;
  private final Watch watch;
  private final int window;

  /** Requests whose final response was not sent yet, by Message ID. */
  private final ConcurrentHashMap<Integer, DimseRequest> unanswered = new ConcurrentHashMap<>();

  /**
   * Those that still count. A final response takes its request out before it leaves: the peer may
   * invoke the next operation as soon as it has read the response.
   */
  private final AtomicInteger performing = new AtomicInteger();

  private final Object becameIdle = new Object();

  /** Takes the most operations at a time; 0 means no limit. */
  PerformedOperations(Association association, Watch watch, int window) {
    this.association = association;
    this.watch = watch;
    this.window = window == 0 ? Integer.MAX_VALUE : window;
  }

  boolean isBusy() {
    return !unanswered.isEmpty();
  }

  /** How many operations are in work. */
  int count() {
    return performing.get();
  }

  /** Why the peer must not invoke an operation now; empty if it may. */
  Optional<Status> refusal(CommandSet command) {
    DimseRequest same = unanswered.get(command.messageId());
    if (same != null && !same.isAnswered()) {
      return Optional.of(Status.DUPLICATE_INVOCATION);
    }
    if (performing.get() >= window) {
      return Optional.of(
          Refusals.outOfResources(command)
              .withComment("Operations window of %d is exceeded".formatted(window)));
    }
    return Optional.empty();
  }

  DimseRequest begin(
      PresentationContext context, CommandSet command, @Nullable IncomingDataSet dataSet) {
    DimseRequest request =
        new DimseRequest(association, context, command, dataSet, new Progress(command.messageId()));
    unanswered.put(command.messageId(), request);
    performing.incrementAndGet();
    return request;
  }

  /**
   * Tells the request with a Message ID that the peer does not want it any more; returns false if
   * there is none that could be cancelled.
   */
  boolean cancel(int messageId) {
    DimseRequest request = unanswered.get(messageId);
    if (request == null
        || !request.command().commandField().map(CommandField::isCancellable).orElse(false)) {
      return false;
    }
    request.cancel();
    return true;
  }

  /** The association ended: handlers in progress find their requests cancelled. */
  void cancelAll() {
    unanswered.values().forEach(DimseRequest::cancel);
    unanswered.clear();
    signalIdle();
  }

  void awaitIdle(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    try {
      synchronized (becameIdle) {
        for (long left = grace.toNanos(); isBusy() && left > 0; left = end - System.nanoTime()) {
          TimeUnit.NANOSECONDS.timedWait(becameIdle, left);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void signalIdle() {
    synchronized (becameIdle) {
      becameIdle.notifyAll();
    }
  }

  /** Hears of one request's final response. */
  private final class Progress implements DimseRequest.Progress {
    private final int messageId;

    Progress(int messageId) {
      this.messageId = messageId;
    }

    @Override
    public void answering() {
      performing.decrementAndGet();
    }

    @Override
    public void answered(DimseRequest request) {
      // The next request may have the same Message ID and be there already.
      unanswered.remove(messageId, request);
      watch.touch();
      signalIdle();
    }
  }
}
