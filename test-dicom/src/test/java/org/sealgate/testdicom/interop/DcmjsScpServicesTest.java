package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationRejectedException;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.process.DcmjsDimse;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;

/** dcmjs-dimse's server: DIMSE-N, storage commitment, user identity, operations window and TLS. */
class DcmjsScpServicesTest {
  private static final String MPPS = SopClasses.MODALITY_PERFORMED_PROCEDURE_STEP;
  private static final String INSTANCE = "2.25.4711";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static ScpProcess dcmjs;

  @BeforeAll
  static void start() throws IOException {
    Peer peer = Peer.local("DCMJS", FreePorts.next());
    Path received = Files.createDirectory(folder.resolve("received"));
    dcmjs = ScpProcess.start(peer, DcmjsDimse.server(peer, received, Map.of("password", "secret")));
  }

  @AfterAll
  static void stop() {
    dcmjs.close();
  }

  @Test
  void normalizedServices_shouldSucceed() throws IOException {
    DataSet step = new DataSet().putString(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "IN PROGRESS");
    Map<CommandField, CommandSet> requests = new TreeMap<>();
    requests.put(CommandField.N_CREATE_RQ, Commands.createRequest(MPPS, INSTANCE));
    requests.put(CommandField.N_SET_RQ, Commands.setRequest(MPPS, INSTANCE));
    requests.put(CommandField.N_ACTION_RQ, Commands.actionRequest(MPPS, INSTANCE, 5));
    requests.put(CommandField.N_EVENT_REPORT_RQ, Commands.eventReportRequest(MPPS, INSTANCE, 6));
    try (Association association = Exchange.open(dcmjs.peer(), MPPS)) {
      for (CommandSet request : requests.values()) {
        Exchange.Reply reply = Exchange.one(association, MPPS, request, step);
        assertThat(reply.status().isSuccess()).as(request.toString()).isTrue();
        assertThat(reply.command().sopInstanceUid()).hasValue(INSTANCE);
        assertThat(reply.attributes().getString(Tag.PERFORMED_PROCEDURE_STEP_STATUS))
            .hasValue("IN PROGRESS");
      }
      CommandSet get =
          Commands.getAttributesRequest(MPPS, INSTANCE, List.of(Tag.PATIENT_ID, Tag.PATIENT_NAME));
      assertThat(Exchange.one(association, MPPS, get, null).attributes().getString(Tag.PATIENT_ID))
          .hasValue("GOT");
      CommandSet delete = Commands.deleteRequest(MPPS, INSTANCE);
      assertThat(Exchange.one(association, MPPS, delete, null).status().isSuccess()).isTrue();
    }
    dcmjs.process().awaitLog(Pattern.compile("\"ActionTypeID\":5"), LIMIT);
    dcmjs.process().awaitLog(Pattern.compile("\"EventTypeID\":6"), LIMIT);
  }

  @Test
  void storageCommitment_shouldBeReportedToOurSession() throws Exception {
    BlockingQueue<DataSet> reports = new LinkedBlockingQueue<>();
    AssociationSession session =
        (_, request) -> {
          assertThat(request.command().commandField()).hasValue(CommandField.N_EVENT_REPORT_RQ);
          assertThat(request.command().unsignedShort(CommandElement.EVENT_TYPE_ID)).hasValue(1);
          DataSet report = Exchange.attributes(request.dataSet(), request.presentationContext());
          request.respond(Status.SUCCESS);
          reports.add(report);
        };
    String commitment = SopClasses.STORAGE_COMMITMENT_PUSH_MODEL;
    ConnectOptions options =
        Exchange.to(dcmjs.peer())
            .propose(commitment, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())
            .withSession(session);
    try (Association association = AssociationConnector.connect(options)) {
      Exchange.Reply reply =
          Exchange.one(
              association,
              commitment,
              Commands.actionRequest(commitment, Commitment.INSTANCE, Commitment.REQUEST),
              Commitment.information("2.25.99", SopClasses.CT_IMAGE_STORAGE, INSTANCE));

      assertThat(reply.status().isSuccess()).isTrue();
      DataSet report = reports.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(report).isNotNull();
      assertThat(report.getString(Tag.TRANSACTION_UID)).hasValue("2.25.99");
      assertThat(report.getSequence(Tag.REFERENCED_SOP_SEQUENCE))
          .extracting(item -> item.getString(Tag.REFERENCED_SOP_INSTANCE_UID, ""))
          .containsExactly(INSTANCE);
      dcmjs.process().awaitLog(Pattern.compile("REPORTED 0"), LIMIT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "USERNAME,''",
    "USERNAME_AND_PASSCODE,secret",
    "KERBEROS_SERVICE_TICKET,''",
    "SAML_ASSERTION,''",
    "JSON_WEB_TOKEN,''"
  })
  void userIdentity_shouldGetAPositiveResponse(UserIdentityType type, String passcode)
      throws IOException {
    try (Association association = AssociationConnector.connect(identified(type, passcode))) {
      assertThat(association.peerInformation().first(UserIdentityResponse.class))
          .hasValue(new UserIdentityResponse(OctetString.ofUtf8("welcome")));
      assertThat(association.echo().isSuccess()).isTrue();
    }
  }

  @Test
  void userIdentity_shouldBeRejected_withAWrongPasscode() {
    ConnectOptions options = identified(UserIdentityType.USERNAME_AND_PASSCODE, "guess");

    assertThatThrownBy(() -> AssociationConnector.connect(options))
        .isInstanceOf(AssociationRejectedException.class);
  }

  @Test
  void operationsWindow_shouldBeProposedWithoutHarm() throws IOException {
    ConnectOptions options =
        Exchange.to(dcmjs.peer())
            .propose(SopClasses.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())
            .withInformation(new AsynchronousOperationsWindow(8, 1));
    try (Association association = AssociationConnector.connect(options)) {
      for (int i = 0; i < 20; i++) {
        assertThat(association.echo().isSuccess()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void tls_shouldCarryTheAssociation(String version) throws Exception {
    Path keys = Files.createDirectory(folder.resolve(version));
    TlsIdentity us = TlsIdentity.create("sealgate", keys);
    TlsIdentity them = TlsIdentity.create("dcmjs", keys);
    TlsIdentity stranger = TlsIdentity.create("stranger", keys);
    var context = us.trusting(them);
    TlsSettings tls = TlsSettings.mutual(() -> context);
    Peer peer = Peer.local("DCMJS", FreePorts.next());
    try (ScpProcess secure =
        ScpProcess.start(
            peer, DcmjsDimse.server(peer, keys, Map.of("tls", files(them, us, version))), tls)) {
      ConnectOptions options = verification(secure.peer());
      try (Association association = AssociationConnector.connect(options.withTls(tls))) {
        assertThat(association.echo().isSuccess()).isTrue();
      }
      var unknown = stranger.trusting(them);
      ConnectOptions uninvited = options.withTls(TlsSettings.mutual(() -> unknown));
      assertThatThrownBy(() -> AssociationConnector.connect(uninvited))
          .isInstanceOf(IOException.class);
    }
  }

  private static Map<String, Object> files(TlsIdentity own, TlsIdentity trusted, String version) {
    return Map.of(
        "key", own.keyFile().toString(),
        "cert", own.certificateFile().toString(),
        "ca", trusted.certificateFile().toString(),
        "minVersion", version,
        "maxVersion", version);
  }

  private static ConnectOptions identified(UserIdentityType type, String passcode) {
    return verification(dcmjs.peer())
        .withInformation(
            new UserIdentityRequest(
                type, true, OctetString.ofUtf8("ann"), OctetString.ofUtf8(passcode)));
  }

  private static ConnectOptions verification(Peer peer) {
    return Exchange.to(peer)
        .propose(SopClasses.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
  }
}
