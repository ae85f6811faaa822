package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
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
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
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
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.GetResult;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.pacs.StoredInstance;
import org.sealgate.testdicom.process.DcmjsDimse;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;

/** dcmjs-dimse's server, asked by our network layer. */
class DcmjsScpTest {
  private static final String MPPS = SopClasses.MODALITY_PERFORMED_PROCEDURE_STEP;
  private static final String INSTANCE = "2.25.4711";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(71), 3, 32, 32);
  private static final List<DataSetSource> SOURCES = DataSetSource.of(SERIES, Encoding.DEFAULT);

  @TempDir static Path folder;
  private static Path received;
  private static ScriptablePacs viewer;
  private static ScpProcess dcmjs;
  private static List<Status> stored;

  @BeforeAll
  static void start() throws IOException {
    received = Files.createDirectory(folder.resolve("received"));
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    Map<String, Object> destination =
        Map.of("host", viewer.peer().host(), "port", viewer.peer().port());
    Peer peer = Peer.local("DCMJS", FreePorts.next());
    dcmjs =
        ScpProcess.start(
            peer,
            DcmjsDimse.server(
                peer,
                received,
                Map.of("destinations", Map.of("VIEWER", destination), "password", "secret")));
    stored = client().store(SOURCES);
  }

  @AfterAll
  static void stop() {
    dcmjs.close();
    viewer.close();
  }

  @Test
  void echo_shouldSucceed() throws IOException {
    assertThat(client().echo().isSuccess()).isTrue();
  }

  @Test
  void store_shouldArriveByteForByte() throws Exception {
    assertThat(stored).hasSize(SOURCES.size()).allMatch(Status::isSuccess);
    for (DataSetSource source : SOURCES) {
      byte[] bytes = Files.readAllBytes(received.resolve(source.sopInstanceUid()));
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
          .isEqualTo(DataSets.digest(source));
    }
  }

  @Test
  void find_shouldSeeEveryInstance() throws IOException {
    DataSet keys =
        ScuClient.study(SERIES.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SOP_INSTANCE_UID)
            .putString(Tag.PATIENT_NAME);

    List<DataSet> found = client().find(QueryModel.STUDY_ROOT, keys);

    assertThat(found)
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void find_shouldEndWithCancel_whenWeCancel() throws IOException {
    DataSet keys = ScuClient.study(SERIES.studyInstanceUid()).putString(Tag.PATIENT_NAME, "HOLD");
    try (Association association = Exchange.open(dcmjs.peer(), SopClasses.STUDY_ROOT_FIND)) {
      PresentationContext context = association.presentationContexts().getFirst();
      try (PendingOperation operation =
          association.find(context, Priority.MEDIUM, Exchange.bytes(keys, context))) {
        operation.next();
        operation.cancel();

        DimseResponse last = operation.awaitFinal();

        assertThat(last).isNotNull();
        assertThat(last.status().hasCodeOf(Status.CANCEL)).isTrue();
      }
      assertThat(association.isOpen()).isTrue();
    }
  }

  @Test
  void move_shouldSendToOurSideOfTheNetwork() throws IOException {
    RetrieveResult result =
        client().move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "VIEWER");

    assertThat(result.status().isSuccess()).isTrue();
    assertThat(result.counts().completed()).isEqualTo(SOURCES.size());
    assertThat(result.pendingResponses()).isEqualTo(SOURCES.size() - 1);
    assertThat(viewer.received())
        .extracting(ReceivedInstance::sopInstanceUid)
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void move_shouldFail_withADestinationThatNobodyKnows() throws IOException {
    RetrieveResult result =
        client().move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "NOBODY");

    assertThat(result.status().hasCodeOf(Status.MOVE_DESTINATION_UNKNOWN)).isTrue();
  }

  @Test
  void get_shouldFetchTheStudy() throws IOException {
    GetResult got =
        client()
            .get(
                QueryModel.STUDY_ROOT,
                ScuClient.study(SERIES.studyInstanceUid()),
                SOURCES,
                Files.createDirectory(folder.resolve("got")));

    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(got.result().counts().completed()).isEqualTo(SOURCES.size());
    assertThat(got.received())
        .extracting(StoredInstance::sopInstanceUid)
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
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

  private static ScuClient client() {
    return new ScuClient("SEALGATE", dcmjs.peer());
  }
}
