package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.Fault;
import org.sealgate.testdicom.pacs.FaultRule;
import org.sealgate.testdicom.pacs.Operation;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.process.StorescpProcess;
import org.sealgate.testdicom.process.ToolResult;

/** The DCMTK tools as users of an archive built on our network layer. */
class DcmtkScuTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(31), 6, 64, 64);

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static StorescpProcess viewer;
  private static List<Path> files;

  @BeforeAll
  static void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("ARCHIVE"), folder.resolve("archive"));
    viewer = StorescpProcess.start("VIEWER", Files.createDirectory(folder.resolve("viewer")));
    pacs.registerDestination(viewer.peer());
    files = SERIES.writeTo(folder.resolve("files"), Encoding.DEFAULT);
    run("storescu", files).requireSuccess();
  }

  @AfterAll
  static void stop() {
    viewer.close();
    pacs.close();
  }

  @BeforeEach
  void emptyTheViewer() throws IOException {
    for (Path file : viewer.receivedFiles()) {
      Files.delete(file);
    }
  }

  @Test
  void echoscu_shouldSucceed() {
    assertThat(run("echoscu", "-v", "--repeat", "5").requireSuccess().output())
        .contains("Received Echo Response (Success)");
  }

  @Test
  void echoscu_shouldSucceed_withAsManyContextsAsItCanPropose() {
    String output = run("echoscu", "-v", "-pts", "38", "-ppc", "128").requireSuccess().output();

    assertThat(output).contains("Received Echo Response (Success)");
  }

  @Test
  void echoscu_shouldSayWhyItWasRejected() {
    var rejection =
        AssociationDecision.Reject.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
    pacs.script()
        .add(FaultRule.next(Operation.ASSOCIATE, 1, new Fault.RejectAssociation(rejection)));

    ToolResult result = run("echoscu");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output())
        .contains("Rejected Permanent", "Service User", "Called AE Title Not Recognized");
  }

  @Test
  void termscu_shouldFindThatItsShutdownClassIsRefused() {
    // The tool proposes a private SOP class of DCMTK's, which no other SCP has.
    ToolResult result = run("termscu", "-v");

    assertThat(result.output()).containsIgnoringCase("no acceptable presentation contexts");
    assertThat(run("echoscu").succeeded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"4096,4096", "16384,131072", "131072,4096", "131072,131072"})
  void storescu_shouldStoreEveryByte_withAnyPduLength(String received, String sent)
      throws IOException {
    int before = pacs.received().size();

    run("storescu", files, "-pdu", received, "--max-send-pdu", sent).requireSuccess();

    assertThat(digestsSince(before)).isEqualTo(DataSets.digests(files));
  }

  @Test
  void dcmsend_shouldStoreEveryByte() throws IOException {
    int before = pacs.received().size();

    String output = run("dcmsend", files, "-v").requireSuccess().output();

    assertThat(output).contains("with status SUCCESS  : " + files.size());
    assertThat(digestsSince(before)).isEqualTo(DataSets.digests(files));
  }

  @Test
  void storescu_shouldSayWhatStatusItGot() {
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.Refuse(0xA700, "disk is full")));

    ToolResult result = run("storescu", files.subList(0, 1), "-d");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("0xa700: Refused: Out of resources", "disk is full");
  }

  @Test
  void storescu_shouldBeForgiven_whenItAborts() {
    int before = pacs.received().size();

    run("storescu", files, "--abort");

    assertThat(pacs.received()).hasSize(before + files.size());
    assertThat(run("echoscu").succeeded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-S", "-P"})
  void findscu_shouldSeeTheStudy(String model) {
    String output =
        run("findscu", "-v", model, "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID")
            .requireSuccess()
            .output();

    assertThat(output).contains(SERIES.studyInstanceUid(), "Success");
  }

  @Test
  void findscu_shouldSeeEveryInstance_withThePduLengthOfItsChoice() throws IOException {
    Path into = Files.createDirectory(folder.resolve("found"));

    run(
            "findscu",
            "-S",
            "-X",
            "-od",
            into.toString(),
            "-pdu",
            "4096",
            "-k",
            "QueryRetrieveLevel=IMAGE",
            "-k",
            study(),
            "-k",
            series(),
            "-k",
            "SOPInstanceUID")
        .requireSuccess();

    try (Stream<Path> responses = Files.list(into)) {
      assertThat(responses).hasSize(SERIES.instances().size());
    }
  }

  @Test
  void movescu_shouldMoveToAThird() throws IOException {
    run("movescu", "-S", "-aem", "VIEWER", "-k", "QueryRetrieveLevel=STUDY", "-k", study())
        .requireSuccess();

    assertThat(DataSets.digests(viewer.receivedFiles())).isEqualTo(DataSets.digests(files));
  }

  @Test
  void movescu_shouldSayThatADestinationIsUnknown() {
    String output =
        run(
                "movescu",
                "-v",
                "-S",
                "-aem",
                "NOBODY",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                study())
            .output();

    assertThat(output).contains("MoveDestinationUnknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4096", "131072"})
  void getscu_shouldFetchTheStudy(String pduLength) throws IOException {
    Path into = Files.createDirectory(folder.resolve("fetched-" + pduLength));

    run(
            "getscu",
            "-S",
            "+B",
            "-pdu",
            pduLength,
            "-od",
            into.toString(),
            "-k",
            "QueryRetrieveLevel=STUDY",
            "-k",
            study())
        .requireSuccess();

    try (Stream<Path> fetched = Files.list(into)) {
      assertThat(DataSets.digests(fetched.toList())).isEqualTo(DataSets.digests(files));
    }
  }

  private static Map<String, String> digestsSince(int before) {
    Map<String, String> digests = new TreeMap<>();
    List<ReceivedInstance> received = pacs.received();
    for (ReceivedInstance instance : received.subList(before, received.size())) {
      digests.put(instance.sopInstanceUid(), instance.sha256());
    }
    return digests;
  }

  private static String study() {
    return "StudyInstanceUID=" + SERIES.studyInstanceUid();
  }

  private static String series() {
    return "SeriesInstanceUID=" + SERIES.seriesInstanceUid();
  }

  private static ToolResult run(String tool, String... options) {
    return DcmtkTools.run(tool, pacs.peer(), List.of(), options);
  }

  private static ToolResult run(String tool, List<Path> sent, String... options) {
    return DcmtkTools.run(tool, pacs.peer(), sent, options);
  }
}
