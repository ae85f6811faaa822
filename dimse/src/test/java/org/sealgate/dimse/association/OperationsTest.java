package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectSource;
import org.sealgate.dimse.pdu.ReleaseReply;
import org.sealgate.dimse.pdu.ReleaseRequest;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StatusClass;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.dimse.service.StoreResponse;
import org.sealgate.dimse.service.SubOperations;

/** Operations between two associations of this library. */
class OperationsTest {
  private static final ByteBuffer IDENTIFIER = ByteBuffer.wrap(new byte[] {8, 0, 0x52, 0});

  private static PresentationContext context(Association association, String sopClass) {
    return association.acceptedContext(sopClass).orElseThrow();
  }

  @Test
  void find_shouldReturnEveryMatchAndThenTheFinalResponse() throws Exception {
    AssociationSession session =
        (association, request) -> {
          byte[] query = request.requireDataSet().readAll(100);
          for (byte match = 0; match < 5; match++) {
            request.respond(
                Commands.response(request.command(), Status.PENDING),
                ByteBuffer.wrap(new byte[] {query[0], match}));
          }
          request.respond(Status.SUCCESS);
        };
    try (DicomServer server = TestPeers.server(session);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server));
        PendingOperation operation =
            association.find(
                context(association, TestPeers.STUDY_ROOT_FIND),
                Priority.MEDIUM,
                IDENTIFIER.duplicate())) {
      List<Integer> matches = new ArrayList<>();
      DimseResponse response = operation.next();
      while (response != null && response.status().isPending()) {
        IncomingDataSet match = response.dataSet();
        assertThat(match).isNotNull();
        matches.add((int) match.readAll(10)[1]);
        response = operation.next();
      }
      assertThat(matches).containsExactly(0, 1, 2, 3, 4);
      assertThat(response).isNotNull();
      assertThat(response.status()).isEqualTo(Status.SUCCESS);
      assertThat(operation.next()).isNull();
    }
  }

  @Test
  void cancel_shouldReachTheHandlerWhileItRuns() throws Exception {
    AssociationSession session =
        (association, request) -> {
          while (!request.isCancelled()) {
            request.respond(Commands.response(request.command(), Status.PENDING));
          }
          request.respond(Status.CANCEL);
        };
    try (DicomServer server = TestPeers.server(session);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server));
        PendingOperation operation =
            association.find(
                context(association, TestPeers.STUDY_ROOT_FIND),
                Priority.MEDIUM,
                IDENTIFIER.duplicate())) {
      assertThat(operation.next()).isNotNull();
      operation.cancel();
      DimseResponse last = operation.awaitFinal();
      assertThat(last).isNotNull();
      assertThat(last.status().statusClass()).isEqualTo(StatusClass.CANCEL);
    }
  }

  @Test
  void get_shouldDeliverInstancesAsStoreSubOperations() throws Exception {
    ConcurrentHashMap<String, Integer> received = new ConcurrentHashMap<>();
    AssociationSession archive = (association, request) -> serveGet(association, request);
    AssociationSession viewer =
        (association, request) -> {
          received.put(
              request.command().sopInstanceUid().orElseThrow(),
              request.requireDataSet().readAll(1 << 20).length);
          request.respond(Status.SUCCESS);
        };
    try (DicomServer server = TestPeers.server(archive);
        Association association =
            AssociationConnector.connect(
                TestPeers.connectTo(server)
                    .withInformation(new RoleSelection(TestPeers.CT_IMAGE_STORAGE, true, true))
                    .withSession(viewer))) {
      assertThat(association.mayBeScp(TestPeers.CT_IMAGE_STORAGE)).isTrue();
      PendingOperation operation =
          association.get(
              context(association, TestPeers.STUDY_ROOT_GET),
              Priority.MEDIUM,
              IDENTIFIER.duplicate());
      DimseResponse last = operation.awaitFinal();
      assertThat(last).isNotNull();
      assertThat(last.status()).isEqualTo(Status.SUCCESS);
      assertThat(last.command().subOperations()).isEqualTo(new SubOperations(0, 3, 0, 0));
      assertThat(received)
          .containsOnlyKeys("1.2.3.0", "1.2.3.1", "1.2.3.2")
          .containsValues(200_000);
    }
  }

  private static void serveGet(Association association, DimseRequest request) throws Exception {
    assertThat(association.mayBeScu(TestPeers.CT_IMAGE_STORAGE)).isTrue();
    int completed = 0;
    for (int number = 0; number < 3; number++) {
      try (OutgoingStore store =
          association.beginStore(
              context(association, TestPeers.CT_IMAGE_STORAGE),
              StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3." + number))) {
        store.write(ByteBuffer.allocate(200_000));
        if (store.finish().status().isSuccess()) {
          completed++;
        }
      }
      request.respond(Status.PENDING, new SubOperations(2 - number, completed, 0, 0));
    }
    request.respond(Status.SUCCESS, new SubOperations(0, completed, 0, 0));
  }

  @Test
  void handlerException_shouldBeAnsweredAndTheAssociationGoesOn() throws Exception {
    AssociationSession session =
        (association, request) -> {
          if (request.command().commandField().orElseThrow() == CommandField.C_STORE_RQ) {
            throw new IOException("Disk is full");
          }
          request.respond(Status.SUCCESS);
        };
    try (DicomServer server = TestPeers.server(session);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      StoreResponse response = store(association, 1_000_000);
      assertThat(response.status().code()).isEqualTo(Status.PROCESSING_FAILURE.code());
      assertThat(response.status().errorComment()).isNotEmpty().doesNotContain("Disk is full");
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void statusException_shouldBeAnsweredWithItsStatus() throws Exception {
    AssociationSession session =
        (association, request) -> {
          throw new DimseStatusException(Status.OUT_OF_RESOURCES);
        };
    try (DicomServer server = TestPeers.server(session);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(store(association, 10).status()).isEqualTo(Status.OUT_OF_RESOURCES);
    }
  }

  private static StoreResponse store(Association association, int length) throws IOException {
    try (OutgoingStore store =
        association.beginStore(
            context(association, TestPeers.CT_IMAGE_STORAGE),
            StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"))) {
      store.write(ByteBuffer.allocate(length));
      return store.finish();
    }
  }

  @Test
  void asynchronousWindow_shouldLetSeveralStoresBeOutstanding() throws Exception {
    int window = 4;
    CountDownLatch allArrived = new CountDownLatch(window);
    List<DimseRequest> held = new ArrayList<>();
    AssociationSession session =
        (association, request) -> {
          request.requireDataSet().skip();
          request.respondLater();
          synchronized (held) {
            held.add(request);
          }
          allArrived.countDown();
        };
    AsynchronousOperationsWindow asked = new AsynchronousOperationsWindow(window, 1);
    AssociationPolicy policy =
        (request, peer) ->
            new AssociationDecision.Accept(
                TestPeers.SUPPORTED.negotiate(request), List.of(asked), session);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), policy);
        Association association =
            AssociationConnector.connect(TestPeers.connectTo(server).withInformation(asked))) {
      List<CompletableFuture<StoreResponse>> answers = new ArrayList<>();
      for (int count = 0; count < window; count++) {
        OutgoingStore store =
            association.beginStore(
                context(association, TestPeers.CT_IMAGE_STORAGE),
                StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3." + count));
        store.write(ByteBuffer.allocate(1000));
        answers.add(store.finishAsync());
      }
      assertThat(allArrived.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      for (DimseRequest request : held.reversed()) {
        request.respond(Status.SUCCESS);
      }
      for (CompletableFuture<StoreResponse> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(Status.SUCCESS);
      }
    }
  }

  @Test
  void rejection_shouldBeThrownWithSourceAndReason() throws Exception {
    AssociationPolicy policy =
        (request, peer) ->
            AssociationDecision.Reject.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), policy)) {
      assertThatThrownBy(() -> AssociationConnector.connect(TestPeers.connectTo(server)))
          .isInstanceOfSatisfying(
              AssociationRejectedException.class,
              rejected -> {
                assertThat(rejected.source()).isEqualTo(RejectSource.SERVICE_USER);
                assertThat(rejected.reason()).isEqualTo(3);
              })
          .hasMessageContaining("CALLING_AE_TITLE_NOT_RECOGNIZED");
    }
  }

  @Test
  void missingResponse_shouldTimeOutAndAbort() throws Exception {
    AssociationSession session = (association, request) -> request.respondLater();
    AssociationTimeouts timeouts = AssociationTimeouts.DEFAULT.withDimse(Duration.ofMillis(100));
    try (DicomServer server = TestPeers.server(session);
        Association association =
            AssociationConnector.connect(TestPeers.connectTo(server).withTimeouts(timeouts))) {
      assertThatThrownBy(association::echo).isInstanceOf(AssociationTimeoutException.class);
      assertThat(association.isOpen()).isFalse();
    }
  }

  @Test
  void abort_shouldFailTheOperationsInProgress() throws Exception {
    AssociationSession session = (association, request) -> association.abort();
    try (DicomServer server = TestPeers.server(session);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThatThrownBy(association::echo)
          .isInstanceOfSatisfying(
              AssociationAbortedException.class,
              aborted -> assertThat(aborted.isByPeer()).isTrue());
    }
  }

  @Test
  void releaseCollision_shouldEndReleasedOnTheRequestorsSide() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Association> connected =
          CompletableFuture.supplyAsync(() -> connect(listener.getLocalPort()));
      try (RawPeer peer = RawPeer.accept(listener)) {
        AssociateRequest request = (AssociateRequest) peer.receive();
        peer.send(
            AssociateAccept.of(
                request,
                List.of(PresentationContextResult.accepted(1, TestPeers.IMPLICIT_VR_LITTLE_ENDIAN)),
                new UserInformation(List.of(new MaximumLength(16384)))));
        Association association = connected.get(20, TimeUnit.SECONDS);
        Thread releasing = Thread.ofVirtual().start(association::close);
        assertThat(peer.receive()).isInstanceOf(ReleaseRequest.class);
        peer.send(new ReleaseRequest());
        assertThat(peer.receive()).isInstanceOf(ReleaseReply.class);
        peer.send(new ReleaseReply());
        releasing.join();
        assertThat(association.whenEnded().get(20, TimeUnit.SECONDS))
            .isEqualTo(new AssociationEnd.Released());
      }
    }
  }

  private static Association connect(int port) {
    try {
      return AssociationConnector.connect(TestPeers.connectTo(port));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
