package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.Fault;
import org.sealgate.testdicom.pacs.FaultRule;
import org.sealgate.testdicom.pacs.Operation;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.DcmjsDimse.Job;

/** dcmjs-dimse's client as a user of an archive built on our network layer. */
class DcmjsScuTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(61), 3, 32, 32);
  private static final int PIXEL_BYTES = 32 * 32 * 2;

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static ScriptablePacs viewer;
  private static List<Path> files;

  @BeforeAll
  static void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("ARCHIVE"), folder.resolve("archive"));
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    pacs.registerDestination(viewer.peer());
    files = SERIES.writeTo(folder.resolve("files"), Encoding.DEFAULT);
    new ScuClient("FILLER", pacs.peer()).store(DataSetSource.of(files));
  }

  @AfterAll
  static void stop() {
    pacs.close();
    viewer.close();
  }

  @Test
  void echo_shouldSucceed() {
    JsonNode result = job().request("echo", Map.of()).run();

    assertThat(statuses(result, 0)).containsExactly(0);
    assertThat(result.path("released").asBoolean()).isTrue();
    assertThat(result.at("/accepted/maxPduLength").asInt()).isEqualTo(256 * 1024);
  }

  @Test
  void store_shouldKeepTheImage() throws IOException {
    GeneratedStudy study = Studies.tomography(StudyOptions.of(62), 1, 32, 32);
    Path file = study.writeTo(folder.resolve("sent"), Encoding.DEFAULT).getFirst();

    JsonNode result = job().request("store", Map.of("file", file.toString())).run();

    assertThat(statuses(result, 0)).containsExactly(0);
    // The library encodes a data set anew, as Implicit VR, so the bytes are others.
    DataSet sent = dataSet(file);
    DataSet kept = dataSet(pacs.instance(study.sopInstanceUids().getFirst()).orElseThrow().file());
    assertThat(kept.getBytes(Tag.PIXEL_DATA))
        .hasValueSatisfying(
            pixels -> assertThat(pixels).isEqualTo(sent.getBytes(Tag.PIXEL_DATA).orElseThrow()));
    assertThat(kept.getString(Tag.PATIENT_NAME)).isEqualTo(sent.getString(Tag.PATIENT_NAME));
    assertThat(kept.size()).isEqualTo(sent.size());
  }

  @Test
  void store_shouldGetTheStatusWithItsComment() {
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.Refuse(0xA700, "disk is full")));

    JsonNode result = job().request("store", Map.of("file", files.getFirst().toString())).run();

    assertThat(statuses(result, 0)).containsExactly(0xA700);
    assertThat(response(result, 0, 0).path("comment").asText()).isEqualTo("disk is full");
  }

  @ParameterizedTest
  @CsvSource({"studyFind,1", "seriesFind,1", "imageFind,3"})
  void find_shouldSeeWhatIsThere(String kind, int matches) {
    Map<String, Object> keys =
        Map.of(
            "StudyInstanceUID",
            SERIES.studyInstanceUid(),
            "SeriesInstanceUID",
            kind.equals("studyFind") ? "" : SERIES.seriesInstanceUid(),
            "PatientName",
            "");

    JsonNode result = job().request(kind, Map.of("elements", keys)).run();

    assertThat(statuses(result, 0)).hasSize(matches + 1).endsWith(0).contains(0xFF00);
    assertThat(response(result, 0, 0).at("/elements/StudyInstanceUID").asText())
        .isEqualTo(SERIES.studyInstanceUid());
  }

  @Test
  void move_shouldReachTheDestination() throws IOException {
    JsonNode result =
        job()
            .request("move", Map.of("destination", "VIEWER", "study", SERIES.studyInstanceUid()))
            .run();

    JsonNode last = response(result, 0, statuses(result, 0).size() - 1);
    assertThat(last.path("status").asInt()).isZero();
    assertThat(last.path("completed").asInt()).isEqualTo(3);
    assertThat(viewer.received())
        .extracting(instance -> Map.entry(instance.sopInstanceUid(), instance.sha256()))
        .containsExactlyInAnyOrderElementsOf(DataSets.digests(files).entrySet());
  }

  @Test
  void move_shouldSayThatADestinationIsUnknown() {
    JsonNode result =
        job()
            .request("move", Map.of("destination", "NOBODY", "study", SERIES.studyInstanceUid()))
            .run();

    assertThat(statuses(result, 0)).containsExactly(0xA801);
  }

  @Test
  void get_shouldFetchTheStudy() {
    JsonNode result = job().request("get", Map.of("study", SERIES.studyInstanceUid())).run();

    assertThat(statuses(result, 0)).endsWith(0);
    assertThat(result.path("stored").findValuesAsText("uid"))
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
    assertThat(result.path("stored")).allMatch(s -> s.path("bytes").asInt() == PIXEL_BYTES);
  }

  @Test
  void everything_shouldShareOneAssociation() throws IOException {
    Path other =
        Studies.tomography(StudyOptions.of(63), 1, 32, 32)
            .writeTo(folder.resolve("other"), Encoding.DEFAULT)
            .getFirst();
    int before = pacs.associations().size();

    JsonNode result =
        job()
            .request("echo", Map.of())
            .request("store", Map.of("file", other.toString()))
            .request("studyFind", Map.of("elements", Map.of("PatientName", "*")))
            .request("get", Map.of("study", SERIES.studyInstanceUid()))
            .run();

    assertThat(result.path("requests")).hasSize(4).allMatch(r -> lastStatus(r) == 0);
    assertThat(pacs.associations()).hasSize(before + 1);
  }

  @Test
  void client_shouldSayWhyItWasRejected() {
    var rejection =
        AssociationDecision.Reject.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
    pacs.script()
        .add(FaultRule.next(Operation.ASSOCIATE, 1, new Fault.RejectAssociation(rejection)));

    JsonNode rejected = job().request("echo", Map.of()).run().path("rejected");

    assertThat(rejected.path("result").asInt()).isEqualTo(1);
    assertThat(rejected.path("source").asInt()).isEqualTo(1);
    assertThat(rejected.path("reason").asInt()).isEqualTo(3);
  }

  @Test
  void client_shouldBeForgiven_whenItAborts() {
    job().with("abort", true).request("echo", Map.of()).run();

    assertThat(statuses(job().request("echo", Map.of()).run(), 0)).containsExactly(0);
  }

  private static Job job() {
    return Job.of("DCMJS", pacs.peer());
  }

  private static JsonNode response(JsonNode result, int request, int response) {
    return result.at("/requests/%d/responses/%d".formatted(request, response));
  }

  private static List<Integer> statuses(JsonNode result, int request) {
    return result.at("/requests/%d/responses".formatted(request)).findValues("status").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  private static int lastStatus(JsonNode request) {
    JsonNode responses = request.path("responses");
    return responses.path(responses.size() - 1).path("status").asInt(-1);
  }

  private static DataSet dataSet(Path path) throws IOException {
    try (DicomFile file = DicomFile.open(path)) {
      return file.readDataSet();
    }
  }
}
