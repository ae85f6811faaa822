package org.sealgate.dimse.association;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the session's handler for each request of the peer and sees to it that every one is
 * answered.
 */
final class RequestRunner {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRunner.class);

  private final Association association;
  private final AssociationSession session;
  private final Watch watch;
  private final AssociationLimits limits;

  /** Requests without a final response yet, by Message ID. */
  private final ConcurrentHashMap<Integer, DimseRequest> unanswered = new ConcurrentHashMap<>();

  private final Object becameIdle = new Object();

  RequestRunner(
      Association association, AssociationSession session, Watch watch, AssociationLimits limits) {
    this.association = association;
    this.session = session;
    this.watch = watch;
    this.limits = limits;
  }

  boolean isBusy() {
    return !unanswered.isEmpty();
  }

  void cancel(int messageId) {
    DimseRequest request = unanswered.get(messageId);
    if (request == null) {
      // Legal: the final response and the C-CANCEL crossed (PS3.7 9.3.2.3).
      LOG.debug("{}: C-CANCEL for message {}, which is answered", association, messageId);
    } else {
      request.cancel();
    }
  }

  /** The association ended: handlers in progress find their requests cancelled. */
  void cancelAll() {
    unanswered.values().forEach(DimseRequest::cancel);
    unanswered.clear();
    synchronized (becameIdle) {
      becameIdle.notifyAll();
    }
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

  void run(PresentationContext context, CommandSet command, @Nullable StreamedDataSet dataSet)
      throws IOException {
    CommandField field = command.commandField().orElse(null);
    if (field == null) {
      association.send(context, Commands.response(command, Status.UNRECOGNIZED_OPERATION), null);
    } else if (isLong(field)) {
      runOnOwnThread(context, command, dataSet);
    } else {
      handleHere(register(context, command, dataSet), dataSet);
    }
  }

  private static boolean isLong(CommandField field) {
    return field == CommandField.C_FIND_RQ
        || field == CommandField.C_MOVE_RQ
        || field == CommandField.C_GET_RQ;
  }

  private DimseRequest register(
      PresentationContext context, CommandSet command, @Nullable IncomingDataSet dataSet) {
    int messageId = command.messageId();
    DimseRequest request =
        new DimseRequest(association, context, command, dataSet, () -> answered(messageId));
    unanswered.put(messageId, request);
    return request;
  }

  private void answered(int messageId) {
    unanswered.remove(messageId);
    watch.touch();
    synchronized (becameIdle) {
      becameIdle.notifyAll();
    }
  }

  private void runOnOwnThread(
      PresentationContext context, CommandSet command, @Nullable StreamedDataSet dataSet)
      throws IOException {
    IncomingDataSet identifier = null;
    try {
      if (dataSet != null) {
        identifier = new BufferedDataSet(dataSet.readAll(limits.maximumIdentifierLength()));
      }
    } catch (DataSetTooLongException tooLong) {
      LOG.warn("{}: {}: {}", association, command, tooLong.getMessage());
      refuse(context, command, Status.RESOURCE_LIMITATION.withComment("Identifier is too long"));
      return;
    }
    if (unanswered.size() >= limits.maximumConcurrentRequests()) {
      LOG.warn("{}: {}: {} requests are in work already", association, command, unanswered.size());
      refuse(context, command, Status.RESOURCE_LIMITATION);
      return;
    }
    DimseRequest request = register(context, command, identifier);
    Thread.ofVirtual()
        .name("dimse-" + command.messageId() + "-" + association)
        .start(() -> handleThere(request));
  }

  private void refuse(PresentationContext context, CommandSet command, Status status)
      throws IOException {
    association.send(context, Commands.response(command, status), null);
  }

  private void handleThere(DimseRequest request) {
    try {
      handle(request);
    } catch (IOException ended) {
      LOG.debug("{}: no response sent: {}", association, ended.toString());
    } finally {
      if (!request.isLater()) {
        answered(request.command().messageId());
      }
    }
  }

  private void handleHere(DimseRequest request, @Nullable StreamedDataSet dataSet)
      throws IOException {
    try {
      handle(request);
    } finally {
      if (!request.isLater()) {
        answered(request.command().messageId());
      }
    }
    if (dataSet != null && dataSet.failure() != null) {
      throw dataSet.failure();
    }
  }

  private void handle(DimseRequest request) throws IOException {
    try {
      session.onRequest(association, request);
    } catch (Exception failure) {
      answerFailure(request, failure);
      return;
    }
    if (!request.isAnswered() && !request.isLater()) {
      LOG.error("{}: the handler did not answer {}", association, request.command());
      request.respond(Status.PROCESSING_FAILURE);
    }
  }

  private void answerFailure(DimseRequest request, Exception failure) throws IOException {
    if (request.dataSet() instanceof StreamedDataSet streamed && streamed.failure() != null) {
      // The connection broke below the handler; there is nobody to answer.
      return;
    }
    if (!association.isOpen()) {
      LOG.debug("{}: handler ended with the association: {}", association, failure.toString());
      return;
    }
    Status status = status(request, failure);
    if (request.isAnswered()) {
      association.abort();
    } else {
      request.respond(status);
    }
  }

  private Status status(DimseRequest request, Exception failure) {
    if (failure instanceof DimseStatusException chosen) {
      LOG.info("{}: {}: {}", association, request.command(), chosen.status());
      return chosen.status();
    }
    LOG.error("{}: the handler of {} failed", association, request.command(), failure);
    return Status.PROCESSING_FAILURE.withComment(String.valueOf(failure.getMessage()));
  }
}
