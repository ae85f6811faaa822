package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
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
import org.sealgate.testdicom.process.OrthancOptions;
import org.sealgate.testdicom.process.OrthancProcess;

/** Orthanc, as an archive that our network layer asks and as a user of an archive built on it. */
class OrthancTest {
  private static final String COMMITMENT = SopClasses.STORAGE_COMMITMENT_PUSH_MODEL;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final GeneratedStudy HERE = Studies.tomography(StudyOptions.of(101), 3, 32, 32);
  private static final GeneratedStudy THERE = Studies.tomography(StudyOptions.of(102), 3, 32, 32);
  private static final List<DataSetSource> SENT = DataSetSource.of(THERE, Encoding.DEFAULT);

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static RecordingScp services;
  private static OrthancProcess orthanc;
  private static List<Status> stored;

  @BeforeAll
  static void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("ARCHIVE"), folder.resolve("archive"));
    services = RecordingScp.start("SERVICES", RecordingScp.Handler.SUCCESS);
    orthanc =
        OrthancProcess.start(
            OrthancOptions.DEFAULT.withPeer(pacs.peer()).withPeer(services.peer()),
            Files.createDirectory(folder.resolve("orthanc")));
    pacs.registerDestination(orthanc.peer());
    new ScuClient("FILLER", pacs.peer()).store(DataSetSource.of(HERE, Encoding.DEFAULT));
    stored = us().store(SENT);
  }

  @AfterAll
  static void stop() {
    orthanc.close();
    services.close();
    pacs.close();
  }

  @Test
  void itsArchive_shouldAnswerOurEcho() throws IOException {
    assertThat(us().echo().isSuccess()).isTrue();
  }

  @Test
  void itsArchive_shouldTakeWhatWeStore() throws IOException {
    assertThat(stored).hasSize(SENT.size()).allMatch(Status::isSuccess);
    for (String uid : THERE.sopInstanceUids()) {
      assertThat(orthanc.rest().findInstance(uid)).isPresent();
    }
  }

  @Test
  void itsArchive_shouldFindEveryInstance() throws IOException {
    DataSet keys =
        ScuClient.study(THERE.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SOP_INSTANCE_UID);

    assertThat(us().find(QueryModel.STUDY_ROOT, keys))
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(THERE.sopInstanceUids());
  }

  @Test
  void itsArchive_shouldMoveToUs() throws IOException {
    RetrieveResult moved =
        us().move(QueryModel.STUDY_ROOT, ScuClient.study(THERE.studyInstanceUid()), "ARCHIVE");

    assertThat(moved.status().isSuccess()).isTrue();
    assertThat(moved.counts().completed()).isEqualTo(SENT.size());
    for (DataSetSource source : SENT) {
      ReceivedInstance received = pacs.received(source.sopInstanceUid()).orElseThrow();
      assertThat(received.sha256()).isEqualTo(DataSets.digest(source));
      assertThat(received.moveOriginatorAeTitle()).hasValue("SEALGATE");
    }
  }

  @Test
  void itsArchive_shouldSendOnOurOwnAssociation() throws IOException {
    GetResult got =
        us().get(
                QueryModel.STUDY_ROOT,
                ScuClient.study(THERE.studyInstanceUid()),
                SENT,
                Files.createDirectory(folder.resolve("got")));

    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(DataSets.digests(got.received().stream().map(StoredInstance::file).toList()))
        .isEqualTo(DataSets.digestsOf(SENT));
  }

  @Test
  void itsArchive_shouldCommitToStorage() throws IOException {
    DataSet information =
        Commitment.information(
            "2.25.501", SENT.getFirst().sopClassUid(), SENT.getFirst().sopInstanceUid());
    ConnectOptions options =
        ConnectOptions.to(
                orthanc.peer().host(),
                orthanc.peer().port(),
                new AeTitle(orthanc.peer().aeTitle()),
                new AeTitle("SERVICES"))
            .propose(COMMITMENT, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
    try (Association association = AssociationConnector.connect(options)) {
      Exchange.Reply reply =
          Exchange.one(
              association,
              COMMITMENT,
              Commands.actionRequest(COMMITMENT, Commitment.INSTANCE, Commitment.REQUEST),
              information);
      assertThat(reply.status().isSuccess()).isTrue();
    }
    // The report comes on an association that Orthanc opens as SCP (PS3.4 J.3.3).
    await()
        .atMost(LIMIT)
        .until(() -> services.requests(CommandField.N_EVENT_REPORT_RQ).size() == 1);
    DataSet report = services.requests(CommandField.N_EVENT_REPORT_RQ).getFirst().attributes();
    assertThat(report.getString(Tag.TRANSACTION_UID)).hasValue("2.25.501");
    assertThat(report.getSequence(Tag.REFERENCED_SOP_SEQUENCE)).hasSize(1);
  }

  @Test
  void itsEcho_shouldSucceed() throws IOException {
    // Orthanc answers HTTP 500 when the C-ECHO fails.
    assertThat(orthanc.rest().post("modalities/ARCHIVE/echo", Map.of())).isEmpty();
  }

  @Test
  void itsStore_shouldArriveByteForByte() throws IOException {
    GeneratedStudy study = Studies.tomography(StudyOptions.of(103), 1, 32, 32);
    DataSetSource source = DataSetSource.of(study, Encoding.DEFAULT).getFirst();
    us().store(source);
    String instance = orthanc.rest().findInstance(source.sopInstanceUid()).orElseThrow();

    orthanc.rest().post("modalities/ARCHIVE/store", instance);

    assertThat(pacs.received(source.sopInstanceUid()).orElseThrow().sha256())
        .isEqualTo(DataSets.digest(source));
  }

  @Test
  void itsFindAndMove_shouldFetchTheStudy() throws IOException {
    JsonNode query =
        orthanc
            .rest()
            .post(
                "modalities/ARCHIVE/query",
                Map.of(
                    "Level",
                    "Study",
                    "Query",
                    Map.of("StudyInstanceUID", HERE.studyInstanceUid())));
    String answers = "queries/" + query.path("ID").asText();
    assertThat(orthanc.rest().json(answers + "/answers")).hasSize(1);

    orthanc
        .rest()
        .post(answers + "/answers/0/retrieve", Map.of("TargetAet", "ORTHANC", "Synchronous", true));

    for (String uid : HERE.sopInstanceUids()) {
      assertThat(orthanc.rest().findInstance(uid)).isPresent();
    }
  }

  @Test
  void itsWorklistQuery_shouldBeAnswered() throws IOException {
    try (RecordingScp worklist = RecordingScp.start("WORKLIST", new WorklistAnswer())) {
      orthanc.rest().registerPeer(worklist.peer());

      JsonNode items =
          orthanc.rest().post("modalities/WORKLIST/find-worklist", Map.of("PatientName", "*"));

      assertThat(items).hasSize(1);
      assertThat(items.at("/0/PatientName").asText()).isEqualTo(WorklistAnswer.PATIENT);
    }
  }

  @Test
  void itsCommitmentRequest_shouldBeAnsweredByOurReport() throws IOException {
    JsonNode transaction =
        orthanc
            .rest()
            .post(
                "modalities/SERVICES/storage-commitment",
                Map.of("DicomInstances", List.of(List.of(SopClasses.CT_IMAGE_STORAGE, "2.25.7"))));
    RecordingScp.Noted action = services.requests(CommandField.N_ACTION_RQ).getLast();

    report(action.attributes());

    JsonNode report = orthanc.rest().json(transaction.path("Path").asText().substring(1));
    assertThat(report.path("Status").asText()).isEqualTo("Success");
    assertThat(report.at("/Success/0/SOPInstanceUID").asText()).isEqualTo("2.25.7");
  }

  /** On an association of our own, as SCP: the roles are turned round (PS3.7 D.3.3.4). */
  private static void report(DataSet information) throws IOException {
    ConnectOptions options =
        ConnectOptions.to(
                orthanc.peer().host(),
                orthanc.peer().port(),
                new AeTitle(orthanc.peer().aeTitle()),
                new AeTitle("SERVICES"))
            .propose(COMMITMENT, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())
            .withInformation(new RoleSelection(COMMITMENT, false, true));
    try (Association association = AssociationConnector.connect(options)) {
      assertThat(association.mayBeScp(COMMITMENT)).isTrue();
      Exchange.Reply reply =
          Exchange.one(
              association,
              COMMITMENT,
              Commands.eventReportRequest(COMMITMENT, Commitment.INSTANCE, Commitment.REQUEST),
              information);
      assertThat(reply.status().isSuccess()).isTrue();
    }
  }

  private static ScuClient us() {
    return new ScuClient("SEALGATE", orthanc.peer());
  }
}
