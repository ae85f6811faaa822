package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;

/** The asynchronous operations window (PS3.7 D.3.3.3), kept by this side and demanded of peers. */
class OperationsWindowTest {

  private static AssociationPolicy answering(
      AsynchronousOperationsWindow window, AssociationSession session) {
    return (request, peer) ->
        new AssociationDecision.Accept(
            TestPeers.SUPPORTED.negotiate(request), List.of(window), session);
  }

  @ParameterizedTest
  @CsvSource({"3,10,3", "10,3,3", "0,4,4", "4,0,4"})
  void answer_shouldGrantTheSmallerWindow(int proposed, int supported, int granted)
      throws Exception {
    AssociationPolicy policy =
        answering(
            new AsynchronousOperationsWindow(supported, supported), AssociationSession.NO_REQUESTS);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), policy);
        Association association =
            AssociationConnector.connect(
                TestPeers.connectTo(server)
                    .withInformation(new AsynchronousOperationsWindow(proposed, 1)))) {
      assertThat(association.peerInformation().asynchronousOperationsWindow())
          .isEqualTo(new AsynchronousOperationsWindow(granted, 1));
    }
  }

  @Test
  void answer_shouldNotHaveAWindowThatWasNotProposed() throws Exception {
    AssociationPolicy policy =
        answering(new AsynchronousOperationsWindow(5, 5), AssociationSession.NO_REQUESTS);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), policy);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.peerInformation().first(AsynchronousOperationsWindow.class)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void scu_shouldNeverHaveMoreOperationsOutstandingThanGranted(int window) throws Exception {
    AtomicInteger outstanding = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    BlockingQueue<DimseRequest> held = new LinkedBlockingQueue<>();
    AssociationSession holding =
        (association, request) -> {
          most.accumulateAndGet(outstanding.incrementAndGet(), Math::max);
          request.respondLater();
          held.add(request);
        };
    AsynchronousOperationsWindow proposed = new AsynchronousOperationsWindow(window, 1);
    int echoes = 5 * window;
    try (DicomServer server =
            DicomServer.start(ServerOptions.onLoopback(0), answering(proposed, holding));
        Association association =
            AssociationConnector.connect(TestPeers.connectTo(server).withInformation(proposed))) {
      List<Thread> asking = new ArrayList<>();
      AtomicInteger succeeded = new AtomicInteger();
      for (int count = 0; count < echoes; count++) {
        asking.add(Thread.ofVirtual().start(() -> countEcho(association, succeeded)));
      }
      for (int answered = 0; answered < echoes; answered += window) {
        // The window fills up, and only answers make room.
        await().until(() -> held.size() == window);
        for (int count = 0; count < window; count++) {
          DimseRequest request = held.take();
          outstanding.decrementAndGet();
          request.respond(Status.SUCCESS);
        }
      }
      for (Thread thread : asking) {
        thread.join();
      }
      assertThat(succeeded).hasValue(echoes);
      assertThat(most).hasValue(window);
    }
  }

  private static void countEcho(Association association, AtomicInteger succeeded) {
    try {
      if (association.echo().isSuccess()) {
        succeeded.incrementAndGet();
      }
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Answers C-ECHO at once and holds everything else until told to go on. */
  private static AssociationSession holding(CountDownLatch goOn) {
    return (association, request) -> {
      if (request.command().commandField().orElseThrow() != CommandField.C_ECHO_RQ) {
        assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
      }
      request.respond(request.isCancelled() ? Status.CANCEL : Status.SUCCESS);
    };
  }

  private static CommandSet receive(RawPeer peer) throws IOException {
    DataTransfer data = (DataTransfer) peer.receive();
    OctetString bytes = data.presentationDataValues().getFirst().fragment();
    return CommandSet.decode(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private static CommandSet find(int messageId) {
    return Commands.findRequest(TestPeers.STUDY_ROOT_FIND, Priority.MEDIUM).toBuilder()
        .dataSet(false)
        .build()
        .withMessageId(messageId);
  }

  @Test
  void scp_shouldRefuseWhatGoesOverTheWindowAndFinishTheRest() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (DicomServer server = TestPeers.server(holding(goOn));
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(1, find(1));
      peer.send(1, find(2));
      CommandSet refused = receive(peer);
      assertThat(refused.messageIdBeingRespondedTo()).isEqualTo(2);
      assertThat(refused.status().code()).isEqualTo(Status.OUT_OF_RESOURCES.code());

      peer.send(1, Commands.echoRequest().withMessageId(3));
      CommandSet refusedEcho = receive(peer);
      assertThat(refusedEcho.messageIdBeingRespondedTo()).isEqualTo(3);
      assertThat(refusedEcho.status().code()).isEqualTo(Status.RESOURCE_LIMITATION.code());

      goOn.countDown();
      CommandSet done = receive(peer);
      assertThat(done.messageIdBeingRespondedTo()).isEqualTo(1);
      assertThat(done.status()).isEqualTo(Status.SUCCESS);
      assertThat(server.statistics().exceeded(LimitKind.OPERATIONS)).isEqualTo(2);
    }
  }

  @Test
  void scp_shouldRefuseAMessageIdThatIsInUse() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (DicomServer server = TestPeers.server(holding(goOn));
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(1, find(7));
      peer.send(1, find(7));
      assertThat(receive(peer).status().code()).isEqualTo(Status.DUPLICATE_INVOCATION.code());
      goOn.countDown();
      assertThat(receive(peer).status()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void scp_shouldTakeTheNextOperationAsSoonAsTheResponseIsRead() throws Exception {
    CountDownLatch goOn = new CountDownLatch(0);
    try (DicomServer server = TestPeers.server(holding(goOn));
        RawPeer peer = RawPeer.associated(server)) {
      for (int round = 0; round < 200; round++) {
        // The same Message ID every time, as some peers do.
        peer.send(1, find(1));
        assertThat(receive(peer).status()).isEqualTo(Status.SUCCESS);
      }
      assertThat(server.statistics().limitsExceeded()).isEmpty();
    }
  }

  @Test
  void cancel_shouldReachTheRequestThatReusesAMessageId() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (DicomServer server = TestPeers.server(holding(goOn));
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(1, Commands.echoRequest().withMessageId(1));
      assertThat(receive(peer).status()).isEqualTo(Status.SUCCESS);
      peer.send(1, find(1));
      peer.send(1, Commands.cancelRequest(1));
      // Refused, and by that time the C-CANCEL before it was read.
      peer.send(1, Commands.echoRequest().withMessageId(2));
      assertThat(receive(peer).messageIdBeingRespondedTo()).isEqualTo(2);
      goOn.countDown();
      assertThat(receive(peer).status()).isEqualTo(Status.CANCEL);
    }
  }
}
