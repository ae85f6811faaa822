package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.SopClassCommonExtendedNegotiation;
import org.sealgate.dimse.pdu.SopClassExtendedNegotiation;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.dimse.service.Status;

/** Role selection and extended negotiation (PS3.7 D.3.3.4 to D.3.3.6), seen from both sides. */
class NegotiationTest {
  private static final String CT = TestPeers.CT_IMAGE_STORAGE;
  private static final AssociationSession ANSWER_SUCCESS =
      (association, request) -> request.respond(Status.SUCCESS);

  private static AssociationPolicy answering(List<UserInformationItem> answers) {
    return (request, peer) ->
        new AssociationDecision.Accept(
            TestPeers.SUPPORTED.negotiate(request), answers, ANSWER_SUCCESS);
  }

  /** Proposed and answered roles of the requestor; what it may be; what the acceptor may be. */
  @ParameterizedTest
  @CsvSource({
    "true,true, true,true, true,true",
    "true,true, true,false, true,false",
    "true,true, false,true, false,true",
    "false,true, true,true, false,true",
    "true,false, true,true, true,false",
  })
  void roles_shouldBeWhatBothSidesSelected(
      boolean proposedScu,
      boolean proposedScp,
      boolean answeredScu,
      boolean answeredScp,
      boolean scu,
      boolean scp)
      throws Exception {
    RoleSelection answer = new RoleSelection(CT, answeredScu, answeredScp);
    try (DicomServer server =
            DicomServer.start(ServerOptions.onLoopback(0), answering(List.of(answer)));
        Association association =
            AssociationConnector.connect(
                TestPeers.connectTo(server)
                    .withInformation(new RoleSelection(CT, proposedScu, proposedScp)))) {
      assertThat(association.mayBeScu(CT)).isEqualTo(scu);
      assertThat(association.mayBeScp(CT)).isEqualTo(scp);
      assertThat(server.associations())
          .singleElement()
          .satisfies(accepted -> {
            assertThat(accepted.mayBeScp(CT)).isEqualTo(scu);
            assertThat(accepted.mayBeScu(CT)).isEqualTo(scp);
          });
    }
  }

  @Test
  void roles_shouldBeTheDefaultsWithoutAProposal() throws Exception {
    RoleSelection unasked = new RoleSelection(CT, true, true);
    try (DicomServer server =
            DicomServer.start(ServerOptions.onLoopback(0), answering(List.of(unasked)));
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.peerInformation().roleSelection(CT)).isEmpty();
      assertThat(association.mayBeScu(CT)).isTrue();
      assertThat(association.mayBeScp(CT)).isFalse();
    }
  }

  @Test
  void extendedNegotiation_shouldReachTheAcceptorAndItsAnswerTheRequestor() throws Exception {
    // Relational retrieval (PS3.4 C.5.3.1): byte 1.
    SopClassExtendedNegotiation proposed =
        new SopClassExtendedNegotiation(TestPeers.STUDY_ROOT_MOVE, OctetString.of((byte) 1));
    SopClassExtendedNegotiation answer =
        new SopClassExtendedNegotiation(TestPeers.STUDY_ROOT_MOVE, OctetString.of((byte) 0));
    SopClassExtendedNegotiation unasked =
        new SopClassExtendedNegotiation(TestPeers.STUDY_ROOT_FIND, OctetString.of((byte) 1));
    try (DicomServer server =
            DicomServer.start(ServerOptions.onLoopback(0), answering(List.of(answer, unasked)));
        Association association =
            AssociationConnector.connect(TestPeers.connectTo(server).withInformation(proposed))) {
      assertThat(association.peerInformation().all(SopClassExtendedNegotiation.class))
          .containsExactly(answer);
      assertThat(server.associations())
          .singleElement()
          .satisfies(accepted ->
              assertThat(accepted.peerInformation().extendedNegotiation(TestPeers.STUDY_ROOT_MOVE))
                  .contains(proposed));
    }
  }

  @Test
  void commonExtendedNegotiation_shouldReachThePolicy() throws Exception {
    CompletableFuture<AssociateRequest> seen = new CompletableFuture<>();
    AssociationPolicy policy =
        (request, peer) -> {
          seen.complete(request);
          return answering(List.of()).decide(request, peer);
        };
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), policy);
        Association _ =
            AssociationConnector.connect(
                TestPeers.connectTo(server).withInformation(related("1.2.3.4", CT)))) {
      assertThat(seen.get().userInformation().commonExtendedNegotiation("1.2.3.4"))
          .contains(related("1.2.3.4", CT));
      assertThat(seen.get().userInformation().commonExtendedNegotiation(CT)).isEmpty();
    }
  }

  private static SopClassCommonExtendedNegotiation related(String sopClass, String general) {
    return new SopClassCommonExtendedNegotiation(
        0, sopClass, "1.2.840.10008.4.2", List.of("1.2.3.99", general));
  }

  @Test
  void negotiateRelated_shouldTakeAnUnknownClassForASupportedGeneralOne() throws Exception {
    AssociationPolicy policy =
        (request, peer) ->
            new AssociationDecision.Accept(
                TestPeers.SUPPORTED.negotiateRelated(request), ANSWER_SUCCESS);
    try (DicomServer server = DicomServer.start(ServerOptions.onLoopback(0), policy);
        Association association =
            AssociationConnector.connect(
                TestPeers.connectTo(server)
                    .propose("1.2.3.4", TestPeers.EXPLICIT_VR_LITTLE_ENDIAN)
                    .propose("1.2.3.5", TestPeers.EXPLICIT_VR_LITTLE_ENDIAN)
                    .withInformation(related("1.2.3.4", CT)))) {
      assertThat(association.acceptedContext("1.2.3.4")).isPresent();
      assertThat(association.acceptedContext("1.2.3.5")).isEqualTo(Optional.empty());
      assertThat(association.acceptedContext(CT)).isPresent();
    }
  }

  @Test
  void accept_shouldRefuseAnswersThatAreNotForThePolicyToGive() {
    for (UserInformationItem item : List.of(new MaximumLength(16384), related("1.2.3.4", CT))) {
      assertThatThrownBy(
              () -> new AssociationDecision.Accept(List.of(), List.of(item), ANSWER_SUCCESS))
          .hasMessageContaining("not for the policy");
    }
  }
}
