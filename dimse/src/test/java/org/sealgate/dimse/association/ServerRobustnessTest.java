package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AbortSource;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.ReleaseReply;
import org.sealgate.dimse.pdu.ReleaseRequest;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** What peers do wrong, and that the server answers by the book and lives on. */
class ServerRobustnessTest {
  private static void assertEchoes(DicomServer server) throws IOException {
    try (Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001"})
  void garbage_shouldBeAbortedAndTheServerGoesOn(String garbage) throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS)) {
      try (RawPeer peer = RawPeer.connect(server)) {
        peer.send(garbage.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(peer.receive()).isEqualTo(Abort.byServiceUser());
        assertThat(peer.isAtEnd()).isTrue();
      }
      assertEchoes(server);
      assertThat(server.statistics().brokenHandshakes()).isEqualTo(1);
    }
  }

  @Test
  void oversizedRequest_shouldBeAbortedWithoutReadingIt() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(new byte[] {0x01, 0, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
      assertThat(peer.receive()).isEqualTo(Abort.byServiceUser());
      assertThat(server.statistics().exceeded(LimitKind.PDU_LENGTH)).isEqualTo(1);
    }
  }

  @Test
  void dataBeforeAssociation_shouldBeAborted() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(new ReleaseRequest());
      assertThat(peer.receive()).isEqualTo(Abort.byServiceUser());
    }
  }

  @Test
  void wrongProtocolVersion_shouldBeRejectedByAcse() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(RawPeer.request(2, Uids.DICOM_APPLICATION_CONTEXT));
      assertThat(peer.receive())
          .isEqualTo(
              AssociateReject.of(
                  RejectResult.REJECTED_PERMANENT, RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED));
    }
  }

  @Test
  void otherApplicationContext_shouldBeRejected() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(RawPeer.request(1, "1.2.3"));
      assertThat(peer.receive())
          .isEqualTo(
              AssociateReject.of(
                  RejectResult.REJECTED_PERMANENT,
                  RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED));
    }
  }

  @Test
  void associationsOverTheLimit_shouldBeRejectedForNowAndCounted() throws Exception {
    AssociationLimits limits = AssociationLimits.DEFAULT.withAssociations(10, 2);
    try (DicomServer server =
        DicomServer.start(
            ServerOptions.onLoopback(0).withLimits(limits),
            TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS))) {
      try (RawPeer _ = RawPeer.associated(server);
          RawPeer _ = RawPeer.associated(server);
          RawPeer third = RawPeer.connect(server)) {
        third.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
        assertThat(third.receive())
            .isEqualTo(
                AssociateReject.of(
                    RejectResult.REJECTED_TRANSIENT, RejectReason.LOCAL_LIMIT_EXCEEDED));
        assertThat(server.statistics().associationsOverLimit()).isEqualTo(1);
      }
      await().until(() -> server.associations().isEmpty());
      assertEchoes(server);
    }
  }

  @Test
  void failingPolicy_shouldRejectForNow() throws Exception {
    AssociationPolicy broken =
        (request, peer) -> {
          throw new IllegalStateException("index is closed");
        };
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), broken);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
      assertThat(peer.receive())
          .isEqualTo(
              AssociateReject.of(RejectResult.REJECTED_TRANSIENT, RejectReason.NO_REASON_GIVEN));
    }
  }

  @Test
  void silentConnection_shouldBeClosedWhenArtimExpires() throws Exception {
    AssociationTimeouts timeouts = AssociationTimeouts.DEFAULT.withArtim(Duration.ofMillis(100));
    try (DicomServer server = TestPeers.server(timeouts, TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(new byte[] {0x01, 0});
      assertThat(peer.isAtEnd()).isTrue();
      await().until(() -> server.statistics().brokenHandshakes() == 1);
    }
  }

  @Test
  void idleAssociation_shouldBeAborted() throws Exception {
    AssociationTimeouts timeouts = AssociationTimeouts.DEFAULT.withIdle(Duration.ofMillis(100));
    try (DicomServer server = TestPeers.server(timeouts, TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      assertThat(peer.receive()).isInstanceOf(Abort.class);
      assertThat(peer.isAtEnd()).isTrue();
    }
  }

  @Test
  void stalledMessage_shouldBeAborted() throws Exception {
    AssociationTimeouts timeouts =
        AssociationTimeouts.DEFAULT.withMessage(Duration.ofMillis(100), Duration.ofSeconds(60));
    try (DicomServer server = TestPeers.server(timeouts, TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(new byte[] {0x04, 0, 0, 0, 0, 100, 0, 0, 0, 50});
      assertThat(peer.receive()).isInstanceOf(Abort.class);
    }
  }

  @Test
  void dataInAnUnacceptedContext_shouldBeAborted() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(77, Commands.echoRequest());
      assertThat(peer.receive())
          .isEqualTo(Abort.byServiceProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 0x7FFFFFFF})
  void wrongPdvLength_shouldBeAborted(int length) throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      byte[] pdu = {
        0x04,
        0,
        0,
        0,
        0,
        8, // P-DATA-TF, 8 bytes follow
        (byte) (length >>> 24),
        (byte) (length >>> 16),
        (byte) (length >>> 8),
        (byte) length,
        1,
        3,
        0,
        0 // context 1, command and last, two bytes
      };
      peer.send(pdu);
      assertThat(peer.receive())
          .isEqualTo(Abort.byServiceProvider(AbortReason.INVALID_PDU_PARAMETER_VALUE));
    }
  }

  @Test
  void releaseInsideAMessage_shouldBeAborted() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      CommandSet store =
          Commands.storeRequest(StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"));
      peer.send(3, store);
      peer.send(new ReleaseRequest());
      assertThat(peer.receive()).isEqualTo(Abort.byServiceProvider(AbortReason.UNEXPECTED_PDU));
    }
  }

  @Test
  void peerThatVanishesInsideAPdu_shouldEndTheAssociationAsFailed() throws Exception {
    CompletableFuture<AssociationEnd> end = new CompletableFuture<>();
    CompletableFuture<Throwable> seenByHandler = new CompletableFuture<>();
    AssociationSession session =
        new AssociationSession() {
          @Override
          public void onRequest(Association association, DimseRequest request) throws Exception {
            try {
              request.requireDataSet().skip();
            } catch (IOException broken) {
              seenByHandler.complete(broken);
              throw broken;
            }
          }

          @Override
          public void onEnd(Association association, AssociationEnd how) {
            end.complete(how);
          }
        };
    try (DicomServer server = TestPeers.server(session)) {
      try (RawPeer peer = RawPeer.associated(server)) {
        CommandSet store =
            Commands.storeRequest(StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"));
        peer.send(3, store);
        peer.send(new byte[] {0x04, 0, 0, 0, 0, 100, 0, 0, 0, 50, 3, 0, 1, 2, 3});
      }
      assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(AssociationEnd.Failed.class);
      assertThat(seenByHandler).isCompleted();
    }
  }

  @Test
  void abortFromThePeer_shouldReachTheSessionWithSourceAndReason() throws Exception {
    CompletableFuture<AssociationEnd> end = new CompletableFuture<>();
    AssociationSession session =
        new AssociationSession() {
          @Override
          public void onRequest(Association association, DimseRequest request) {}

          @Override
          public void onEnd(Association association, AssociationEnd how) {
            end.complete(how);
          }
        };
    try (DicomServer server = TestPeers.server(session);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(Abort.byServiceProvider(AbortReason.UNEXPECTED_PDU_PARAMETER));
      assertThat(end.get(20, TimeUnit.SECONDS))
          .isEqualTo(new AssociationEnd.Aborted(AbortSource.SERVICE_PROVIDER, 5, true));
    }
  }

  @Test
  void releaseCollision_shouldEndReleasedOnTheAcceptorsSide() throws Exception {
    Association association;
    Thread releasing;
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS)) {
      try (RawPeer peer = RawPeer.associated(server)) {
        await().until(() -> !server.associations().isEmpty());
        association = server.associations().iterator().next();
        releasing = Thread.ofVirtual().start(association::close);
        assertThat(peer.receive()).isInstanceOf(ReleaseRequest.class);
        peer.send(new ReleaseRequest());
        peer.send(new ReleaseReply());
        assertThat(peer.receive()).isInstanceOf(ReleaseReply.class);
      }
      releasing.join();
      assertThat(association.whenEnded().get(20, TimeUnit.SECONDS))
          .isEqualTo(new AssociationEnd.Released());
    }
  }

  @Test
  void close_shouldReleaseOpenAssociations() throws Exception {
    List<Association> associations = new ArrayList<>();
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS)) {
      for (int count = 0; count < 3; count++) {
        associations.add(AssociationConnector.connect(TestPeers.connectTo(server)));
      }
    }
    for (Association association : associations) {
      assertThat(association.whenEnded().get(20, TimeUnit.SECONDS))
          .isEqualTo(new AssociationEnd.Released());
    }
  }

  @Test
  void truncatedRequests_shouldNeverStopTheServer() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS)) {
      byte[] whole = PduEncoder.encode(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT)).array();
      for (int length = 0; length < 200; length += 9) {
        try (RawPeer peer = RawPeer.connect(server)) {
          peer.send(Arrays.copyOf(whole, length));
        }
      }
      assertEchoes(server);
    }
  }
}
