package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.RejectSource;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.pdu.UserInformationItem;
import org.sealgate.dimse.service.Status;

/** User identity negotiation (PS3.7 D.3.3.7) between two associations of this library. */
class UserIdentityTest {
  /** Knows one user with the passcode "secret"; believes tickets, assertions and tokens. */
  private static final UserIdentityVerifier VERIFIER =
      (claim, request, peer) ->
          switch (claim.type()) {
            case USERNAME ->
                UserIdentityDecision.verified(claim.type(), claim.primaryField().toUtf8());
            case USERNAME_AND_PASSCODE ->
                claim.secondaryField().toUtf8().equals("secret")
                    ? UserIdentityDecision.verified(claim.type(), claim.primaryField().toUtf8())
                    : new UserIdentityDecision.Refused("wrong passcode");
            case KERBEROS_SERVICE_TICKET, SAML_ASSERTION, JSON_WEB_TOKEN ->
                new UserIdentityDecision.Verified(
                    new UserIdentity(claim.type(), "from " + claim.primaryField().toUtf8()),
                    OctetString.ofUtf8("answer"));
          };

  private static DicomServer server(UserIdentityVerifier verifier) throws IOException {
    return DicomServer.start(
        ServerOptions.onLoopback(0).withUserIdentities(verifier),
        TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS));
  }

  private static ConnectOptions claiming(DicomServer server, UserIdentityRequest claim) {
    return TestPeers.connectTo(server).withInformation(claim);
  }

  static Stream<UserIdentityRequest> claims() {
    return Stream.of(
        UserIdentityRequest.ofUserName("Zoë"),
        UserIdentityRequest.ofUserNameAndPasscode("Zoë", "secret"),
        UserIdentityRequest.ofKerberosServiceTicket(OctetString.ofUtf8("ticket")),
        UserIdentityRequest.ofSamlAssertion("<Assertion/>"),
        UserIdentityRequest.ofJsonWebToken("e30.e30.x"));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void verifiedIdentity_shouldBeOnTheAssociationAndAnsweredOnlyIfAskedFor(UserIdentityRequest claim)
      throws Exception {
    try (DicomServer server = server(VERIFIER)) {
      try (Association association = AssociationConnector.connect(claiming(server, claim))) {
        assertThat(association.peerInformation().userIdentityResponse()).isEmpty();
        assertThat(onlyUser(server).type()).isEqualTo(claim.type());
        assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      }
      try (Association association =
          AssociationConnector.connect(claiming(server, claim.withPositiveResponseRequested()))) {
        OctetString expected =
            claim.type().code() < 3 ? OctetString.EMPTY : OctetString.ofUtf8("answer");
        assertThat(association.peerInformation().userIdentityResponse())
            .contains(new UserIdentityResponse(expected));
      }
    }
  }

  private static UserIdentity onlyUser(DicomServer server) {
    List<Association> associations = new ArrayList<>(server.associations());
    assertThat(associations).hasSize(1);
    return associations.getFirst().peer().user().orElseThrow();
  }

  @Test
  void policy_shouldSeeTheVerifiedUser() throws Exception {
    AtomicReference<@Nullable AssociationPeer> seen = new AtomicReference<>();
    AssociationPolicy policy =
        (request, peer) -> {
          seen.set(peer);
          return TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS).decide(request, peer);
        };
    ServerOptions options = ServerOptions.onLoopback(0).withUserIdentities(VERIFIER);
    try (DicomServer server = DicomServer.start(options, policy);
        Association _ =
            AssociationConnector.connect(claiming(server, UserIdentityRequest.ofUserName("Ada")))) {
      AssociationPeer peer = seen.get();
      assertThat(peer).isNotNull();
      assertThat(peer.user()).contains(new UserIdentity(UserIdentityType.USERNAME, "Ada"));
    }
  }

  @Test
  void falseIdentity_shouldBeRejectedByAcseAndCounted() throws Exception {
    UserIdentityRequest claim = UserIdentityRequest.ofUserNameAndPasscode("Ada", "guess");
    try (DicomServer server = server(VERIFIER)) {
      assertRejected(server, claiming(server, claim));
    }
  }

  @Test
  void failingVerifier_shouldRefuse() throws Exception {
    UserIdentityVerifier failing =
        (claim, request, peer) -> {
          throw new IllegalStateException("directory is down");
        };
    try (DicomServer server = server(failing)) {
      assertRejected(server, claiming(server, UserIdentityRequest.ofUserName("Ada")));
    }
  }

  @Test
  void twoIdentities_shouldBeRefused() throws Exception {
    try (DicomServer server = server(VERIFIER)) {
      assertRejected(
          server,
          claiming(server, UserIdentityRequest.ofUserName("Ada"))
              .withInformation(UserIdentityRequest.ofUserName("Root")));
    }
  }

  private static void assertRejected(DicomServer server, ConnectOptions options) {
    assertThatThrownBy(() -> AssociationConnector.connect(options))
        .isInstanceOfSatisfying(
            AssociationRejectedException.class,
            rejected -> {
              assertThat(rejected.result()).isEqualTo(RejectResult.REJECTED_PERMANENT);
              assertThat(rejected.source()).isEqualTo(RejectSource.SERVICE_PROVIDER_ACSE);
              assertThat(rejected.reason()).isEqualTo(1);
            });
    assertThat(server.statistics().userIdentitiesRefused()).isEqualTo(1);
    assertThat(server.statistics().associationsRejected()).isEqualTo(1);
  }

  @Test
  void claim_shouldBePassedOverWhereIdentitiesAreNotSupported() throws Exception {
    try (DicomServer server = TestPeers.server(TestPeers.ANSWER_SUCCESS);
        Association association =
            AssociationConnector.connect(
                claiming(
                    server,
                    UserIdentityRequest.ofUserNameAndPasscode("Ada", "x")
                        .withPositiveResponseRequested()))) {
      assertThat(association.peerInformation().userIdentityResponse()).isEmpty();
      assertThat(server.associations())
          .singleElement()
          .satisfies(accepted -> assertThat(accepted.peer().user()).isEmpty());
    }
  }

  @Test
  void verifier_shouldNotBeAskedWithoutAClaim() throws Exception {
    UserIdentityVerifier unexpected =
        (claim, request, peer) -> new UserIdentityDecision.Refused("nothing was claimed");
    try (DicomServer server = server(unexpected);
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void falseIdentity_shouldBeOneAssociateRejectOnTheWire() throws Exception {
    try (DicomServer server = server(VERIFIER);
        RawPeer peer = RawPeer.connect(server)) {
      peer.send(rawRequest(UserIdentityRequest.ofUserNameAndPasscode("Ada", "guess")));

      assertThat(peer.receive())
          .isEqualTo(
              AssociateReject.of(
                  RejectResult.REJECTED_PERMANENT, RejectReason.ACSE_NO_REASON_GIVEN));
    }
  }

  private static AssociateRequest rawRequest(UserIdentityRequest claim) {
    AssociateRequest plain = RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT);
    List<UserInformationItem> items = new ArrayList<>(plain.userInformation().items());
    items.add(claim);
    return AssociateRequest.of(
        plain.calledAeTitle(),
        plain.callingAeTitle(),
        plain.presentationContexts(),
        new UserInformation(items));
  }

  @Test
  void toString_shouldNeverShowASecret() {
    UserIdentityRequest claim = UserIdentityRequest.ofUserNameAndPasscode("Ada", "secret");
    String hexadecimal = "736563726574";

    for (Object shown :
        List.of(
            claim,
            rawRequest(claim),
            new UserInformation(List.of(claim)),
            new UserIdentityResponse(OctetString.ofUtf8("secret")),
            claiming(1, claim))) {
      assertThat(shown.toString()).doesNotContain("secret").doesNotContain(hexadecimal);
    }
  }

  private static ConnectOptions claiming(int port, UserIdentityRequest claim) {
    return TestPeers.connectTo(port).withInformation(claim);
  }

  @Test
  void identity_shouldNeedAName() {
    assertThatThrownBy(() -> new UserIdentity(UserIdentityType.USERNAME, " "))
        .hasMessageContaining("name");
    assertThat(Optional.of(new UserIdentity(UserIdentityType.USERNAME, "Ada"))).isPresent();
  }
}
