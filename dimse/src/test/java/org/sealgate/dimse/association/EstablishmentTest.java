package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.dimse.association.Patience.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.EchoedFields;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.ReleaseReply;
import org.sealgate.dimse.pdu.ReleaseRequest;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.service.Commands;

/** Establishment, release and abort on the wire, state by state (PS3.8 9.2 and 9.3). */
class EstablishmentTest {
  private static DataTransfer echo() {
    OctetString command = OctetString.of(Commands.echoRequest().withMessageId(1).encode().array());
    return new DataTransfer(List.of(new PresentationDataValue(1, true, true, command)));
  }

  @Test
  void accept_shouldSendTitlesAndReservedBytesBackAsTheyCame() throws Exception {
    ByteBuffer encoded = PduEncoder.encode(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
    byte[] request = new byte[encoded.remaining()];
    encoded.get(request);
    // Bytes 11-26 and 27-42: a space before, NULs behind; 43-74: anything.
    byte[] titles =
        " ARCHIVE\0\0\0\0\0\0\0\0MODALITY\0\0\0\0    ".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(titles, 0, request, 10, 32);
    for (int index = 0; index < 32; index++) {
      request[42 + index] = (byte) (200 + index);
    }
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(request);

      AssociateAccept accept = (AssociateAccept) peer.receive();
      assertThat(accept.echoedFields().octets())
          .isEqualTo(OctetString.of(Arrays.copyOfRange(request, 10, 74)));
      assertThat(accept.echoedFields().calledAeTitle()).isEqualTo("ARCHIVE");
      assertThat(accept.echoedFields().callingAeTitle()).isEqualTo("MODALITY");
      await().until(() -> !server.associations().isEmpty());
      assertThat(server.associations())
          .allMatch(association -> association.calledAeTitle().equals(TestPeers.CALLED));
    }
  }

  @Test
  void echoedFields_shouldBePaddedTitlesAndZerosInARequestOfOurs() {
    byte[] expected = new byte[EchoedFields.LENGTH];
    byte[] titles = "ARCHIVE         MODALITY        ".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(titles, 0, expected, 0, 32);

    assertThat(EchoedFields.of(TestPeers.CALLED, TestPeers.CALLING).octets())
        .isEqualTo(OctetString.of(expected));
  }

  @Test
  void abortBeforeTheRequest_shouldCloseWithoutAnAnswer() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(Abort.byServiceUser());
      assertThat(peer.isAtEnd()).isTrue();
      await().until(() -> server.statistics().brokenHandshakes() == 1);
    }
  }

  @Test
  void rejectedPeer_shouldBeReadUntilItCloses() throws Exception {
    AssociationPolicy rejecting =
        (request, peer) ->
            AssociationDecision.Reject.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), rejecting);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
      assertThat(peer.receive())
          .isEqualTo(
              AssociateReject.of(
                  RejectResult.REJECTED_PERMANENT, RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
      // Sta13: whatever still comes is ignored (AA-6) and never answered.
      for (int count = 0; count < 100; count++) {
        peer.send(echo());
      }
      assertThat(peer.isAtEnd()).isTrue();
    }
  }

  static Stream<Arguments> protocolErrors() {
    return Stream.of(
        Arguments.of(
            RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT), AbortReason.UNEXPECTED_PDU),
        Arguments.of(new ReleaseReply(), AbortReason.UNEXPECTED_PDU),
        Arguments.of(
            AssociateReject.of(RejectResult.REJECTED_PERMANENT, RejectReason.NO_REASON_GIVEN),
            AbortReason.UNEXPECTED_PDU),
        Arguments.of(
            new DataTransfer(List.of(new PresentationDataValue(99, true, true, OctetString.EMPTY))),
            AbortReason.INVALID_PDU_PARAMETER_VALUE),
        // A data set where a command set has to begin.
        Arguments.of(
            new DataTransfer(List.of(new PresentationDataValue(1, false, true, OctetString.EMPTY))),
            AbortReason.UNEXPECTED_PDU_PARAMETER));
  }

  @ParameterizedTest
  @MethodSource("protocolErrors")
  void protocolError_shouldBeAProviderAbortWithItsReason(Pdu pdu, AbortReason reason)
      throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(pdu);
      assertThat(peer.receive()).isEqualTo(Abort.byServiceProvider(reason));
      assertThat(peer.isAtEnd()).isTrue();
    }
  }

  @Test
  void unknownPdu_shouldBeAProviderAbort() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      peer.send(new byte[] {0x08, 0, 0, 0, 0, 0});
      assertThat(peer.receive()).isEqualTo(Abort.byServiceProvider(AbortReason.UNRECOGNIZED_PDU));
    }
  }

  @Test
  void dataAfterOurReleaseRequest_shouldBeReadAndTheReleaseGoOn() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        RawPeer peer = RawPeer.associated(server)) {
      await().until(() -> !server.associations().isEmpty());
      Association association = server.associations().iterator().next();
      Thread releasing = Thread.ofVirtual().start(association::close);
      assertThat(peer.receive()).isInstanceOf(ReleaseRequest.class);
      peer.send(echo()); // Sta7, AR-6
      peer.send(new ReleaseReply());
      releasing.join();
      assertThat(association.whenEnded().get(20, TimeUnit.SECONDS))
          .isEqualTo(new AssociationEnd.Released());
    }
  }

  @Test
  void proposalWithoutAnAnswer_shouldBeRefused() throws Exception {
    AssociationPolicy silent =
        (request, peer) -> new AssociationDecision.Accept(List.of(), TestPeers.ANSWER_SUCCESS);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), silent);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
      AssociateAccept accept = (AssociateAccept) peer.receive();
      assertThat(accept.presentationContexts())
          .hasSize(2)
          .allMatch(result -> result.acceptedTransferSyntax().equals(Optional.empty()));
    }
  }

  @Test
  void close_shouldHaveFreedThePortWhenItReturns() throws Exception {
    DicomServer first = TestPeers.server(TestPeers.ANSWER_SUCCESS);
    int port = first.port();
    for (int round = 0; round < 20; round++) {
      first.close();
      first =
          DicomServer.start(
              ServerOptions.onLoopback(port), TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS));
    }
    first.close();
    assertThat(first.port()).isIn(port, -1);
  }
}
