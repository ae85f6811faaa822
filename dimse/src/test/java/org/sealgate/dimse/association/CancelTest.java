package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.dimse.association.Patience.await;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StatusClass;
import org.sealgate.dimse.service.SubOperations;

/** C-CANCEL of C-FIND, C-MOVE and C-GET (PS3.7 9.3.2.3 to 9.3.4.3), both roles. */
class CancelTest {
  /** Sends pending responses with sinking counts until it is cancelled. */
  private static final AssociationSession ENDLESS =
      (association, request) -> {
        SubOperations counts = new SubOperations(60_000, 0, 0, 0);
        while (!request.isCancelled()) {
          counts = new SubOperations(counts.remaining() - 1, counts.completed() + 1, 0, 0);
          respond(request, Status.PENDING, counts);
        }
        respond(request, Status.CANCEL, counts);
      };

  private static void respond(DimseRequest request, Status status, SubOperations counts)
      throws Exception {
    if (request.command().commandField().orElseThrow() == CommandField.C_FIND_RQ) {
      request.respond(status);
    } else {
      request.respond(status, counts);
    }
  }

  private static CommandSet request(CommandField field) {
    return switch (field) {
      case C_FIND_RQ -> Commands.findRequest(TestPeers.STUDY_ROOT_FIND, Priority.MEDIUM);
      case C_MOVE_RQ ->
          Commands.moveRequest(TestPeers.STUDY_ROOT_MOVE, Priority.MEDIUM, new AeTitle("VIEWER"));
      case C_GET_RQ -> Commands.getRequest(TestPeers.STUDY_ROOT_GET, Priority.MEDIUM);
      default -> throw new IllegalArgumentException(field + " cannot be cancelled");
    };
  }

  private static PendingOperation begin(Association association, CommandField field)
      throws Exception {
    CommandSet request = request(field);
    return association.request(
        association.acceptedContext(request.sopClassUid().orElseThrow()).orElseThrow(),
        request,
        ByteBuffer.allocate(10));
  }

  @ParameterizedTest
  @EnumSource(names = {"C_FIND_RQ", "C_MOVE_RQ", "C_GET_RQ"})
  void cancel_shouldEndTheOperationWithStatusCancel(CommandField field) throws Exception {
    try (DicomServer server = TestPeers.server(ENDLESS);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      PendingOperation operation = begin(association, field);
      DimseResponse pending = operation.next();
      assertThat(pending).isNotNull();
      assertThat(pending.status().isPending()).isTrue();

      operation.cancel();
      DimseResponse last = operation.awaitFinal();

      assertThat(last).isNotNull();
      assertThat(last.status().statusClass()).isEqualTo(StatusClass.CANCEL);
      // Remaining sub-operations are told in a Cancel, too (PS3.7 9.3.3.2, 9.3.4.2).
      boolean counted = field != CommandField.C_FIND_RQ;
      assertThat(last.command().contains(CommandElement.NUMBER_OF_REMAINING_SUBOPERATIONS))
          .isEqualTo(counted);
      assertThat(last.command().subOperations().remaining() > 0).isEqualTo(counted);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"C_FIND_RQ", "C_MOVE_RQ", "C_GET_RQ"})
  void close_shouldCancelWhatIsStillInProgress(CommandField field) throws Exception {
    AtomicInteger cancelled = new AtomicInteger();
    AssociationSession counting =
        (association, request) -> {
          if (request.command().commandField().orElseThrow() == CommandField.C_ECHO_RQ) {
            request.respond(Status.SUCCESS);
          } else {
            ENDLESS.onRequest(association, request);
            cancelled.incrementAndGet();
          }
        };
    try (DicomServer server = TestPeers.server(counting);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      begin(association, field).close();
      // Waits for the window of one operation, so for the final response to the cancelled one.
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      assertThat(cancelled).hasValueLessThanOrEqualTo(1);
    }
    // The handler's thread goes on after its final response, which is all the peer can see.
    await().until(() -> cancelled.get() == 1);
  }

  @Test
  void cancelOfAnAnsweredOperation_shouldBePassedOver() throws Exception {
    AssociationSession quick = (association, request) -> request.respond(Status.SUCCESS);
    try (DicomServer server = TestPeers.server(quick);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      PendingOperation operation = begin(association, CommandField.C_FIND_RQ);
      assertThat(operation.awaitFinal()).isNotNull();
      operation.cancel();
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }
}
