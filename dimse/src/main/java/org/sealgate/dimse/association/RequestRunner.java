package org.sealgate.dimse.association;

import java.io.IOException;
import java.util.Optional;
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
  /** The exception itself may name files and hosts that are no peer's business. */
  private static final String HANDLER_FAILED = "The handler failed, see the log of the SCP";

  private static final Logger LOG = LoggerFactory.getLogger(RequestRunner.class);

  private final Association association;
  private final AssociationSession session;
  private final UpperLayer upperLayer;
  private final AssociationLimits limits;
  private final PerformedOperations operations;

  RequestRunner(
      Association association,
      AssociationSession session,
      UpperLayer upperLayer,
      AssociationLimits limits,
      PerformedOperations operations) {
    this.association = association;
    this.session = session;
    this.upperLayer = upperLayer;
    this.limits = limits;
    this.operations = operations;
  }

  void cancel(int messageId) {
    if (!operations.cancel(messageId)) {
      // Legal: the final response and the C-CANCEL crossed (PS3.7 9.3.2.3).
      LOG.debug("{}: C-CANCEL for message {}, which is answered", association, messageId);
    }
  }

  void run(PresentationContext context, CommandSet command, @Nullable StreamedDataSet dataSet)
      throws IOException {
    Optional<CommandField> field = command.commandField();
    if (field.isEmpty()) {
      refuse(context, command, dataSet, Status.UNRECOGNIZED_OPERATION);
      return;
    }
    Optional<Status> refusal = operations.refusal(command);
    if (refusal.isPresent()) {
      countOperations(refusal.get());
      refuse(context, command, dataSet, refusal.get());
    } else if (field.get().isCancellable()) {
      runOnOwnThread(context, command, dataSet);
    } else {
      handleHere(operations.begin(context, command, dataSet), dataSet);
    }
  }

  private void countOperations(Status refusal) {
    if (!refusal.hasCodeOf(Status.DUPLICATE_INVOCATION)) {
      upperLayer.exceeded(LimitKind.OPERATIONS);
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
      upperLayer.exceeded(LimitKind.IDENTIFIER_LENGTH);
      refuse(
          context,
          command,
          dataSet,
          Refusals.outOfResources(command).withComment("Identifier is too long"));
      return;
    }
    if (operations.count() >= limits.maximumConcurrentRequests()) {
      upperLayer.exceeded(LimitKind.OPERATIONS);
      refuse(context, command, dataSet, Refusals.outOfResources(command));
      return;
    }
    DimseRequest request = operations.begin(context, command, identifier);
    Thread.ofVirtual()
        .name("dimse-" + command.messageId() + "-" + association)
        .start(() -> handleThere(request));
  }

  /** The data set is read first, because a response that overtakes it confuses peers. */
  private void refuse(
      PresentationContext context,
      CommandSet command,
      @Nullable StreamedDataSet dataSet,
      Status status)
      throws IOException {
    if (dataSet != null) {
      dataSet.skip();
    }
    LOG.warn("{}: {}: {}", association, command, status);
    association.send(context, Commands.response(command, status), null);
  }

  private void handleThere(DimseRequest request) {
    try {
      handle(request);
    } catch (IOException ended) {
      LOG.debug("{}: no response sent: {}", association, ended.toString());
    }
  }

  private void handleHere(DimseRequest request, @Nullable StreamedDataSet dataSet)
      throws IOException {
    handle(request);
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
    return Status.PROCESSING_FAILURE.withComment(HANDLER_FAILED);
  }
}
