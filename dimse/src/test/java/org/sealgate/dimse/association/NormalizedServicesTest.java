package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;

/**
 * N-EVENT-REPORT, N-GET, N-SET, N-ACTION, N-CREATE and N-DELETE (PS3.7 10), invoked by each side.
 */
class NormalizedServicesTest {
  private static final String SOP_CLASS = "1.2.840.10008.3.1.2.3.3";
  private static final String INSTANCE = "1.2.3.4.5";
  private static final byte[] SENT = {1, 2, 3, 4};
  private static final byte[] ANSWERED = {5, 6};

  /** A request as its invoker builds it, and whether it has a data set. */
  record Service(CommandSet request, boolean hasDataSet) {
    CommandField field() {
      return request.commandField().orElseThrow();
    }

    @Override
    public String toString() {
      return field().name();
    }
  }

  private static final List<Service> SERVICES =
      List.of(
          new Service(Commands.eventReportRequest(SOP_CLASS, INSTANCE, 2), true),
          new Service(
              Commands.getAttributesRequest(SOP_CLASS, INSTANCE, List.of(0x00400252, 0x00100010)),
              false),
          new Service(Commands.setRequest(SOP_CLASS, INSTANCE), true),
          new Service(Commands.actionRequest(SOP_CLASS, INSTANCE, 1), true),
          new Service(Commands.createRequest(SOP_CLASS, INSTANCE), true),
          new Service(Commands.deleteRequest(SOP_CLASS, INSTANCE), false));

  static Stream<Arguments> servicesOfBothSides() {
    return SERVICES.stream()
        .flatMap(service -> Stream.of(Arguments.of(service, true), Arguments.of(service, false)));
  }

  /** Checks the request, and answers with a data set. */
  private static AssociationSession performing(Service service) {
    return (association, request) -> {
      CommandSet command = request.command();
      assertThat(command.commandField()).contains(service.field());
      assertThat(command.sopClassUid()).contains(SOP_CLASS);
      assertThat(command.sopInstanceUid()).contains(INSTANCE);
      assertThat(command.toBuilder().remove(CommandElement.MESSAGE_ID).dataSet(false).build())
          .isEqualTo(service.request());
      if (service.hasDataSet()) {
        assertThat(request.requireDataSet().readAll(100)).isEqualTo(SENT);
      } else {
        assertThat(request.dataSet()).isNull();
      }
      request.respond(Commands.response(command, Status.SUCCESS), ByteBuffer.wrap(ANSWERED));
    };
  }

  private static DicomServer server(AssociationSession session) throws IOException {
    SupportedContexts supported =
        SupportedContexts.none().with(SOP_CLASS, List.of(TestPeers.EXPLICIT_VR_LITTLE_ENDIAN));
    return DicomServer.start(
        ServerOptions.onLoopback(0),
        (request, peer) -> new AssociationDecision.Accept(supported.negotiate(request), session));
  }

  private static Association connect(DicomServer server, AssociationSession session)
      throws IOException {
    return AssociationConnector.connect(
        ConnectOptions.to("127.0.0.1", server.port(), TestPeers.CALLED, TestPeers.CALLING)
            .propose(SOP_CLASS, TestPeers.EXPLICIT_VR_LITTLE_ENDIAN)
            .withSession(session));
  }

  private static DimseResponse invoke(
      Association association, CommandSet request, @Nullable ByteBuffer dataSet)
      throws IOException {
    PresentationContext context = association.acceptedContext(SOP_CLASS).orElseThrow();
    try (PendingOperation operation = association.request(context, request, dataSet)) {
      DimseResponse response = operation.next();
      assertThat(response).isNotNull();
      assertThat(operation.next()).isNull();
      return response;
    }
  }

  @ParameterizedTest(name = "{0}, by the requestor: {1}")
  @MethodSource("servicesOfBothSides")
  void service_shouldPassCommandAndDataSetBothWays(Service service, boolean byRequestor)
      throws Exception {
    AssociationSession performing = performing(service);
    AssociationSession idle = AssociationSession.NO_REQUESTS;
    try (DicomServer server = server(byRequestor ? performing : idle);
        Association requestor = connect(server, byRequestor ? idle : performing)) {
      await().until(() -> !server.associations().isEmpty());
      Association invoker = byRequestor ? requestor : server.associations().iterator().next();

      DimseResponse response =
          invoke(invoker, service.request(), service.hasDataSet() ? ByteBuffer.wrap(SENT) : null);

      CommandSet command = response.command();
      assertThat(response.status()).isEqualTo(Status.SUCCESS);
      assertThat(command.commandField()).contains(service.field().response());
      assertThat(command.text(CommandElement.AFFECTED_SOP_CLASS_UID)).contains(SOP_CLASS);
      assertThat(command.text(CommandElement.AFFECTED_SOP_INSTANCE_UID)).contains(INSTANCE);
      for (CommandElement type :
          List.of(CommandElement.EVENT_TYPE_ID, CommandElement.ACTION_TYPE_ID)) {
        assertThat(command.unsignedShort(type)).isEqualTo(service.request().unsignedShort(type));
      }
      IncomingDataSet answer = response.dataSet();
      assertThat(answer).isNotNull();
      assertThat(answer.readAll(100)).isEqualTo(ANSWERED);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void failure_shouldCarryCommentOffendingElementsAndErrorId(Service service) throws Exception {
    Status failure =
        Status.INVALID_ATTRIBUTE_VALUE
            .withComment("Status is not one of the defined terms")
            .withOffendingElements(List.of(0x00400252, 0x00100010))
            .withErrorId(77);
    AssociationSession failing = (association, request) -> request.respond(failure);
    try (DicomServer server = server(failing);
        Association association = connect(server, AssociationSession.NO_REQUESTS)) {
      DimseResponse response =
          invoke(
              association, service.request(), service.hasDataSet() ? ByteBuffer.wrap(SENT) : null);

      assertThat(response.status()).isEqualTo(failure);
      assertThat(response.dataSet()).isNull();
    }
  }

  static Stream<Service> services() {
    return SERVICES.stream();
  }

  @Test
  void create_shouldTellTheUidThatTheScpChose() throws Exception {
    AssociationSession creating =
        (association, request) -> {
          assertThat(request.command().sopInstanceUid()).isEmpty();
          request.requireDataSet().skip();
          request.respond(Commands.createResponse(request.command(), Status.SUCCESS, "1.2.3.99"));
        };
    try (DicomServer server = server(creating);
        Association association = connect(server, AssociationSession.NO_REQUESTS)) {
      DimseResponse response =
          invoke(association, Commands.createRequest(SOP_CLASS), ByteBuffer.wrap(SENT));

      assertThat(response.command().sopInstanceUid()).contains("1.2.3.99");
    }
  }

  @Test
  void missingDataSet_shouldBeAMistypedArgument() throws Exception {
    AssociationSession reading =
        (association, request) -> {
          request.requireDataSet().skip();
          request.respond(Status.SUCCESS);
        };
    try (DicomServer server = server(reading);
        Association association = connect(server, AssociationSession.NO_REQUESTS)) {
      Status status = invoke(association, Commands.setRequest(SOP_CLASS, INSTANCE), null).status();

      assertThat(status.code()).isEqualTo(Status.MISTYPED_ARGUMENT.code());
      assertThat(status.errorComment()).isEqualTo("Data set is missing");
    }
  }

  @Test
  void cancel_shouldNotBePossible() throws Exception {
    AssociationSession later = (association, request) -> request.respondLater();
    try (DicomServer server = server(later);
        Association association = connect(server, AssociationSession.NO_REQUESTS)) {
      PresentationContext context = association.acceptedContext(SOP_CLASS).orElseThrow();
      PendingOperation operation =
          association.request(context, Commands.deleteRequest(SOP_CLASS, INSTANCE), null);
      assertThatThrownBy(operation::cancel).isInstanceOf(IllegalStateException.class);
      operation.close();
      assertThat(association.isOpen()).isTrue();
      association.abort();
    }
  }
}
