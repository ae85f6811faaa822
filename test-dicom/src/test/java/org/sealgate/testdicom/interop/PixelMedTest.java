package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityType;
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
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.PixelMed;
import org.sealgate.testdicom.process.ScpProcess;

/**
 * The PixelMed toolkit, as a user of an archive built on our network layer and as an archive that
 * our network layer asks. It has verification, storage, query and retrieval, and no DIMSE-N.
 */
class PixelMedTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(81), 3, 32, 32);
  private static final List<DataSetSource> SOURCES = DataSetSource.of(SERIES, Encoding.DEFAULT);
  private static final DataSet STUDY = ScuClient.study(SERIES.studyInstanceUid());

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static ScriptablePacs viewer;
  private static PixelMed pixelMed;
  private static ScpProcess archive;
  private static List<Path> files;

  @BeforeAll
  static void start() throws IOException {
    PacsOptions explicitOnly =
        PacsOptions.of("ARCHIVE").taking(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    pacs = ScriptablePacs.start(explicitOnly, folder.resolve("archive"));
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    pacs.registerDestination(viewer.peer());
    files = SERIES.writeTo(folder.resolve("files"), Encoding.DEFAULT);
    new ScuClient("FILLER", pacs.peer()).store(SOURCES);
    pixelMed = PixelMed.in(Files.createDirectory(folder.resolve("pixelmed")));
    archive = startArchive();
  }

  private static ScpProcess startArchive() throws IOException {
    Peer peer = Peer.local("PIXELMED", FreePorts.next());
    Path received = Files.createDirectory(folder.resolve("received"));
    return ScpProcess.start(
        peer,
        pixelMed.command(
            "serve",
            Integer.toString(peer.port()),
            peer.aeTitle(),
            received.toString(),
            "NONSECURE",
            viewer.peer().aeTitle(),
            viewer.peer().host(),
            Integer.toString(viewer.peer().port())));
  }

  @AfterAll
  static void stop() {
    archive.close();
    pacs.close();
    viewer.close();
  }

  @Test
  void itsEcho_shouldSucceed() {
    assertThat(ask("echo", "NONSECURE")).contains("ECHOED");
  }

  @Test
  void itsEcho_shouldNameItsUser() throws IOException {
    try (RecordingScp scp = RecordingScp.start("ARCHIVE", RecordingScp.Handler.SUCCESS)) {
      assertThat(ask("echo", scp.peer(), "NONSECURE", "ann", "secret")).contains("ECHOED");

      UserIdentityRequest identity =
          scp.associations()
              .getFirst()
              .userInformation()
              .first(UserIdentityRequest.class)
              .orElseThrow();
      assertThat(identity.type()).isEqualTo(UserIdentityType.USERNAME_AND_PASSCODE);
      assertThat(identity.primaryField()).isEqualTo(OctetString.ofUtf8("ann"));
      assertThat(identity.secondaryField()).isEqualTo(OctetString.ofUtf8("secret"));
    }
  }

  @Test
  void itsStore_shouldArriveByteForByte() throws IOException {
    GeneratedStudy study = Studies.tomography(StudyOptions.of(82), 2, 32, 32);
    List<Path> sent = study.writeTo(folder.resolve("sent"), Encoding.DEFAULT);

    String output = ask("store", sent.stream().map(Path::toString).toArray(String[]::new));

    assertThat(output).contains("completed=2 failed=0");
    for (Map.Entry<String, String> digest : DataSets.digests(sent).entrySet()) {
      assertThat(pacs.received(digest.getKey()).orElseThrow().sha256())
          .isEqualTo(digest.getValue());
    }
  }

  @Test
  void itsFind_shouldSeeEveryInstance() {
    String output = ask("find", "IMAGE", SERIES.studyInstanceUid());

    assertThat(output).contains("FOUND");
    assertThat(output.lines().filter(line -> line.startsWith("MATCH ")))
        .containsExactlyInAnyOrderElementsOf(
            SERIES.sopInstanceUids().stream().map(uid -> "MATCH " + uid).toList());
  }

  @Test
  void itsMove_shouldReachTheDestination() throws IOException {
    int before = viewer.received().size();

    assertThat(ask("move", SERIES.studyInstanceUid(), "VIEWER")).contains("STATUS 0000");

    assertThat(since(before))
        .extracting(instance -> Map.entry(instance.sopInstanceUid(), instance.sha256()))
        .containsExactlyInAnyOrderElementsOf(DataSets.digests(files).entrySet());
  }

  @Test
  void itsGet_shouldFetchTheStudy() throws IOException {
    Path into = Files.createDirectory(folder.resolve("got"));

    String output = ask("get", SERIES.studyInstanceUid(), into.toString());

    assertThat(output.lines().filter(line -> line.startsWith("GOT "))).hasSize(3);
    try (Stream<Path> got = Files.list(into)) {
      assertThat(DataSets.digests(got.toList())).isEqualTo(DataSets.digests(files));
    }
  }

  @Test
  void itsArchive_shouldAnswerOurEcho() throws IOException {
    assertThat(us().echo().isSuccess()).isTrue();
  }

  @Test
  void itsArchive_shouldTakeFindMoveAndHandOutWhatWeStore() throws IOException {
    assertThat(us().store(SOURCES)).hasSize(3).allMatch(Status::isSuccess);
    assertThat(DataSets.digests(received())).isEqualTo(DataSets.digests(files));

    DataSet keys =
        ScuClient.study(SERIES.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SOP_INSTANCE_UID);
    assertThat(us().find(QueryModel.STUDY_ROOT, keys))
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());

    int before = viewer.received().size();
    RetrieveResult moved = us().move(QueryModel.STUDY_ROOT, STUDY, "VIEWER");
    assertThat(moved.status().isSuccess()).isTrue();
    assertThat(moved.counts().completed()).isEqualTo(3);
    assertThat(since(before))
        .extracting(ReceivedInstance::sopInstanceUid)
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());

    GetResult got =
        us().get(
                QueryModel.STUDY_ROOT,
                STUDY,
                SOURCES,
                Files.createDirectory(folder.resolve("fetched")));
    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(got.received())
        .extracting(StoredInstance::sopInstanceUid)
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void itsArchive_shouldRefuseADestinationThatItDoesNotKnow() throws IOException {
    RetrieveResult moved = us().move(QueryModel.STUDY_ROOT, STUDY, "NOBODY");

    // Not A801: the toolkit has one status for all that it cannot do.
    assertThat(moved.status().hasCodeOf(Status.CANNOT_UNDERSTAND)).isTrue();
  }

  private static List<ReceivedInstance> since(int before) {
    List<ReceivedInstance> received = viewer.received();
    return received.subList(before, received.size());
  }

  private static List<Path> received() throws IOException {
    archive.process().awaitLog(Pattern.compile("(?s)(RECEIVED .*){3}"), LIMIT);
    try (Stream<Path> received = Files.list(folder.resolve("received"))) {
      return received.toList();
    }
  }

  private static ScuClient us() {
    return new ScuClient("SEALGATE", archive.peer());
  }

  private static String ask(String command, String... more) {
    return ask(command, pacs.peer(), more);
  }

  private static String ask(String command, Peer peer, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, peer.host()));
    arguments.addAll(List.of(Integer.toString(peer.port()), peer.aeTitle(), "PIXELMED"));
    arguments.addAll(List.of(more));
    return pixelMed.run(arguments.toArray(String[]::new)).requireSuccess().output();
  }
}
