package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.ReleaseRequest;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;

/** Whatever goes over a limit is refused with the code for it, and counted under its name. */
class LimitsTest {
  private static final AssociateReject LIMIT_EXCEEDED =
      AssociateReject.of(RejectResult.REJECTED_TRANSIENT, RejectReason.LOCAL_LIMIT_EXCEEDED);
  private static final Duration SHORT = Duration.ofMillis(100);

  private static DicomServer server(AssociationLimits limits) throws IOException {
    return DicomServer.start(
        ServerOptions.onLoopback(0).withLimits(limits),
        TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS));
  }

  private static void awaitCounted(DicomServer server, LimitKind kind) {
    await()
        .untilAsserted(
            () -> assertThat(server.statistics().limitsExceeded()).containsEntry(kind, 1L));
  }

  private static void assertEchoes(DicomServer server) throws IOException {
    try (Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void connections_shouldNotKeepOutAPeerThatSpeaks() throws Exception {
    List<RawPeer> silent = new ArrayList<>();
    try (DicomServer server = server(AssociationLimits.DEFAULT.withAssociations(1, 1))) {
      for (int count = 0; count < 40; count++) {
        silent.add(RawPeer.connect(server));
      }
      assertEchoes(server);
      assertThat(server.statistics().exceeded(LimitKind.CONNECTIONS)).isGreaterThan(20);
      assertThat(silent.getFirst().isAtEnd()).isTrue();
    } finally {
      for (RawPeer peer : silent) {
        peer.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,10,ASSOCIATIONS", "10,1,ASSOCIATIONS_PER_PEER"})
  void associations_shouldBeRejectedForNow(int all, int perPeer, LimitKind kind) throws Exception {
    AssociationLimits limits = AssociationLimits.DEFAULT.withAssociations(all, perPeer);
    try (DicomServer server = server(limits);
        RawPeer _ = RawPeer.associated(server);
        RawPeer second = RawPeer.connect(server)) {
      second.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
      assertThat(second.receive()).isEqualTo(LIMIT_EXCEEDED);
      awaitCounted(server, kind);
    }
  }

  @Test
  void presentationContexts_shouldBeRejectedForNow() throws Exception {
    try (DicomServer server = server(AssociationLimits.DEFAULT.withPresentationContexts(1));
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
      assertThat(peer.receive()).isEqualTo(LIMIT_EXCEEDED);
      awaitCounted(server, LimitKind.PRESENTATION_CONTEXTS);
    }
  }

  @Test
  void pduLength_shouldBeAbortedWithoutReadingThePdu() throws Exception {
    try (DicomServer server = server(AssociationLimits.DEFAULT.withPduLengths(16384, 16384));
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(new byte[] {0x04, 0, 0, 0, 0x40, 0x01});
      assertThat(peer.receive())
          .isEqualTo(Abort.byServiceProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
      awaitCounted(server, LimitKind.PDU_LENGTH);
    }
  }

  @Test
  void commandSetLength_shouldBeAborted() throws Exception {
    CommandSet tooLong =
        Commands.echoRequest().toBuilder()
            .set(CommandElement.ERROR_COMMENT, "x".repeat(300))
            .build()
            .withMessageId(1);
    try (DicomServer server = server(AssociationLimits.DEFAULT.withMessageLengths(256, 4096));
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(1, tooLong);
      assertThat(peer.receive())
          .isEqualTo(Abort.byServiceProvider(AbortReason.REASON_NOT_SPECIFIED));
      awaitCounted(server, LimitKind.COMMAND_SET_LENGTH);
    }
  }

  @Test
  void identifierLength_shouldBeAnsweredWithOutOfResourcesAndTheAssociationGoesOn()
      throws Exception {
    try (DicomServer server = server(AssociationLimits.DEFAULT.withMessageLengths(4096, 1000));
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(find(association, 1001).code()).isEqualTo(Status.OUT_OF_RESOURCES.code());
      assertThat(find(association, 1000)).isEqualTo(Status.SUCCESS);
      awaitCounted(server, LimitKind.IDENTIFIER_LENGTH);
    }
  }

  private static Status find(Association association, int length) throws IOException {
    PresentationContext context =
        association.acceptedContext(TestPeers.STUDY_ROOT_FIND).orElseThrow();
    try (PendingOperation operation =
        association.find(context, Priority.MEDIUM, ByteBuffer.allocate(length))) {
      DimseResponse last = operation.awaitFinal();
      assertThat(last).isNotNull();
      return last.status();
    }
  }

  @Test
  void identifierOfAResponse_shouldAbortTheAssociation() throws Exception {
    AssociationSession verbose =
        (association, request) ->
            request.respond(
                Commands.response(request.command(), Status.PENDING), ByteBuffer.allocate(2000));
    AssociationLimits limits = AssociationLimits.DEFAULT.withMessageLengths(4096, 1000);
    try (DicomServer server = TestPeers.server(verbose);
        Association association =
            AssociationConnector.connect(TestPeers.connectTo(server).withLimits(limits))) {
      assertThatThrownBy(() -> find(association, 10))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("at most 1000");
      assertThat(association.isOpen()).isFalse();
    }
  }

  @Test
  void timeToTheRequest_shouldCloseTheConnection() throws Exception {
    try (DicomServer server =
            TestPeers.server(
                AssociationTimeouts.DEFAULT.withArtim(SHORT), TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      assertThat(peer.isAtEnd()).isTrue();
      awaitCounted(server, LimitKind.ARTIM_TIME);
    }
  }

  @Test
  void idleTime_shouldBeAborted() throws Exception {
    try (DicomServer server =
            TestPeers.server(
                AssociationTimeouts.DEFAULT.withIdle(SHORT), TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      assertThat(peer.receive()).isInstanceOf(Abort.class);
      awaitCounted(server, LimitKind.IDLE_TIME);
    }
  }

  @Test
  void messageTime_shouldBeAborted() throws Exception {
    AssociationTimeouts timeouts =
        AssociationTimeouts.DEFAULT.withMessage(SHORT, Duration.ofSeconds(60));
    try (DicomServer server = TestPeers.server(timeouts, TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(new byte[] {0x04, 0, 0, 0, 0, 100, 0});
      assertThat(peer.receive()).isInstanceOf(Abort.class);
      awaitCounted(server, LimitKind.MESSAGE_TIME);
    }
  }

  /** Every byte comes in time, the message does not. */
  @Test
  void messageTime_shouldNotBeStretchedByPdusOfOneByte() throws Exception {
    AssociationTimeouts timeouts =
        AssociationTimeouts.DEFAULT
            .withMessage(Duration.ofMillis(300), Duration.ofSeconds(60))
            .withMinimumRate(1 << 20);
    try (DicomServer server = TestPeers.server(timeouts, TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      Thread dribbling = Thread.ofVirtual().start(() -> dribble(peer));
      assertThat(peer.receive())
          .isEqualTo(Abort.byServiceProvider(AbortReason.REASON_NOT_SPECIFIED));
      awaitCounted(server, LimitKind.MESSAGE_TIME);
      dribbling.interrupt();
      dribbling.join();
    }
  }

  /**
   * Sends a command set byte by byte, slowly and without an end, until it is stopped or the other
   * side has closed.
   */
  private static void dribble(RawPeer peer) {
    byte[] fragment = {0x04, 0, 0, 0, 0, 7, 0, 0, 0, 3, 1, 1, 0};
    try {
      while (!Thread.interrupted()) {
        peer.send(fragment);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    } catch (IOException closed) {
      assertThat(closed).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void writeTime_shouldCloseTheConnectionOfAPeerThatDoesNotRead() throws Exception {
    AssociationSession verbose =
        (association, request) -> {
          ByteBuffer match = ByteBuffer.allocate(100_000);
          while (association.isOpen()) {
            request.respond(
                Commands.response(request.command(), Status.PENDING), match.duplicate());
          }
        };
    AssociationTimeouts timeouts =
        AssociationTimeouts.DEFAULT.withMessage(Duration.ofSeconds(60), SHORT);
    try (DicomServer server = TestPeers.server(timeouts, verbose);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(1, Commands.echoRequest().withMessageId(1));
      awaitCounted(server, LimitKind.WRITE_TIME);
    }
  }

  @Test
  void dimseTime_shouldBeAborted() throws Exception {
    AssociationSession asking =
        (association, request) -> {
          // Not on the reader thread, which has to read the answer that does not come.
          request.respondLater();
          Thread.ofVirtual()
              .start(() -> assertThatThrownBy(association::echo).isInstanceOf(IOException.class));
        };
    try (DicomServer server =
            TestPeers.server(AssociationTimeouts.DEFAULT.withDimse(SHORT), asking);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(1, Commands.echoRequest().withMessageId(1));
      assertThat(peer.receive()).isInstanceOf(DataTransfer.class);
      assertThat(peer.receive()).isEqualTo(Abort.byServiceUser());
      awaitCounted(server, LimitKind.DIMSE_TIME);
    }
  }

  @Test
  @Timeout(60)
  void associateTime_shouldEndTheWaitForAnAnswerAtOnce() throws Exception {
    AssociationTimeouts timeouts =
        AssociationTimeouts.DEFAULT
            .withConnect(Duration.ofSeconds(20), SHORT)
            .withArtim(Duration.ofDays(1));
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ConnectOptions options = TestPeers.connectTo(silent.getLocalPort()).withTimeouts(timeouts);
      assertThatThrownBy(() -> AssociationConnector.connect(options))
          .isInstanceOfSatisfying(
              AssociationTimeoutException.class,
              timeout -> assertThat(timeout.limit()).isEqualTo(LimitKind.ASSOCIATE_TIME));
    }
  }

  @Test
  void releaseTime_shouldBeAborted() throws Exception {
    try (DicomServer server =
        TestPeers.server(
            AssociationTimeouts.DEFAULT.withRelease(SHORT), TestPeers.ANSWER_SUCCESS)) {
      Thread closing;
      try (RawPeer peer = RawPeer.associated(server)) {
        closing = Thread.ofVirtual().start(server::close);
        assertThat(peer.receive()).isInstanceOf(ReleaseRequest.class);
        assertThat(peer.receive()).isEqualTo(Abort.byServiceUser());
      }
      closing.join();
      awaitCounted(server, LimitKind.RELEASE_TIME);
    }
  }

  @Test
  void statistics_shouldNameNoLimitThatNobodyRanInto() throws Exception {
    try (DicomServer server = server(AssociationLimits.DEFAULT)) {
      assertEchoes(server);
      await().until(() -> server.associations().isEmpty());
      ServerStatistics statistics = server.statistics();
      assertThat(statistics.limitsExceeded()).isEmpty();
      assertThat(statistics.connections()).isEqualTo(1);
      assertThat(statistics.associationsAccepted()).isEqualTo(1);
      assertThat(statistics.associationsRejected()).isZero();
    }
  }
}
