package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.DcmqrscpProcess;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.OrthancOptions;
import org.sealgate.testdicom.process.OrthancProcess;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.Scu;
import org.sealgate.testdicom.process.StorescpProcess;

/**
 * The DCMTK tools against a node in front of Orthanc or dcmqrscp: two nodes, of which one fetches
 * by C-MOVE and the other by C-GET.
 */
class DcmtkThroughNodeTest {
  private static final GeneratedStudy SERIES =
      Studies.tomography(StudyOptions.of(501).withAllOddities(), 12, 64, 64);
  private static final GeneratedStudy CLIP = Studies.ultrasound(StudyOptions.of(502), 3, 60, 80);
  private static final int INSTANCES = SERIES.instances().size() + CLIP.instances().size();

  @TempDir static Path folder;
  private static OrthancProcess orthanc;
  private static StorescpProcess viewer;
  private static NodeProcess byMove;
  private static NodeProcess byGet;
  private static List<Path> files;

  @BeforeAll
  static void start() throws IOException {
    viewer = StorescpProcess.start(Sites.VIEWER, Files.createDirectory(folder.resolve("viewer")));
    orthanc =
        OrthancProcess.start(
            OrthancOptions.DEFAULT.withPeer(viewer.peer()),
            Files.createDirectory(folder.resolve("orthanc")));
    byMove = start("SEALGATE", "move");
    byGet = start("GETGATE", "get");
    files = new ArrayList<>(SERIES.writeTo(folder.resolve("ct"), Encoding.DEFAULT));
    files.addAll(CLIP.writeTo(folder.resolve("us"), Encoding.DEFAULT));
    for (NodeProcess node : List.of(byMove, byGet)) {
      Scu.store(node.peer(), files).requireSuccess();
    }
  }

  private static NodeProcess start(String aeTitle, String retrieveWith) throws IOException {
    NodeOptions options =
        Sites.node(aeTitle, orthanc.peer())
            .withViewer(viewer.peer())
            .with("pacs.retrieve-with", retrieveWith)
            .with("retrieve.source", "pacs");
    NodeProcess node = NodeProcess.start(options, folder.resolve(aeTitle));
    orthanc.rest().registerPeer(node.peer());
    return node;
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable part : new AutoCloseable[] {byMove, byGet, orthanc, viewer}) {
      Sites.close(part);
    }
  }

  @BeforeEach
  void emptyTheViewer() throws IOException {
    for (Path file : viewer.receivedFiles()) {
      Files.delete(file);
    }
  }

  private static NodeProcess node(String retrieveWith) {
    return retrieveWith.equals("move") ? byMove : byGet;
  }

  @Test
  void echoscu_shouldSucceed() {
    String[] arguments = Dcmtk.peer(Sites.MODALITY, byMove.peer()).toArray(String[]::new);

    assertThat(Dcmtk.run("echoscu", arguments).succeeded()).isTrue();
  }

  @Test
  void storescu_shouldReachOrthancAndTheVault() throws IOException {
    assertThat(orthanc.rest().instanceCount()).isEqualTo(INSTANCES);
    Sites.awaitNumber(byMove, "pacs.forwarded", INSTANCES);
    assertThat(byMove.number("vault.instances")).isEqualTo(INSTANCES);
    assertThat(byMove.number("vault.acknowledged")).isEqualTo(INSTANCES);
    Sites.awaitNumber(byMove, "log.size", INSTANCES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATIENT", "STUDY", "SERIES", "IMAGE"})
  void findscu_shouldSeeWhatOrthancAnswers(String level) throws IOException {
    String[] query = {
      level.equals("PATIENT") ? "-P" : "-S",
      "-k",
      "QueryRetrieveLevel=" + level,
      "-k",
      "PatientName",
      "-k",
      "PatientID",
      "-k",
      "ModalitiesInStudy",
      "-k",
      "StudyInstanceUID=" + (level.equals("PATIENT") ? "" : SERIES.studyInstanceUid()),
      "-k",
      "SeriesInstanceUID" + (level.equals("IMAGE") ? "=" + SERIES.seriesInstanceUid() : ""),
      "-k",
      "SOPInstanceUID",
      "-k",
      "InstanceNumber"
    };

    List<String> direct =
        digests(Scu.find(orthanc.peer(), folder.resolve("direct-" + level), query));
    List<String> through =
        digests(Scu.find(byMove.peer(), folder.resolve("through-" + level), query));

    assertThat(direct).isNotEmpty();
    assertThat(through).containsExactlyInAnyOrderElementsOf(direct);
  }

  @ParameterizedTest
  @ValueSource(strings = {"move", "get"})
  void movescu_shouldBringWhatOrthancWouldSend(String retrieveWith) throws IOException {
    NodeProcess node = node(retrieveWith);
    Scu.move(orthanc.peer(), Sites.VIEWER, SERIES.studyInstanceUid()).requireSuccess();
    var direct = DataSets.digests(viewer.receivedFiles());
    emptyTheViewer();
    long before = node.number("verdicts.unanchored");

    Scu.move(node.peer(), Sites.VIEWER, SERIES.studyInstanceUid()).requireSuccess();

    assertThat(direct).containsOnlyKeys(SERIES.sopInstanceUids());
    assertThat(DataSets.digests(viewer.receivedFiles())).isEqualTo(direct);
    assertThat(node.number("verdicts.unanchored") - before).isEqualTo(SERIES.instances().size());
    assertNoAlarm(node);
  }

  @ParameterizedTest
  @ValueSource(strings = {"move", "get"})
  void getscu_shouldBringWhatOrthancWouldSend(String retrieveWith) throws IOException {
    NodeProcess node = node(retrieveWith);
    String name = "get-" + retrieveWith;
    List<Path> direct =
        Scu.get(orthanc.peer(), folder.resolve(name + "-direct"), SERIES.studyInstanceUid());

    List<Path> through =
        Scu.get(node.peer(), folder.resolve(name + "-through"), SERIES.studyInstanceUid());

    assertThat(DataSets.digests(direct)).containsOnlyKeys(SERIES.sopInstanceUids());
    assertThat(DataSets.digests(through)).isEqualTo(DataSets.digests(direct));
    assertNoAlarm(node);
  }

  @ParameterizedTest
  @ValueSource(strings = {"move", "get"})
  void dcmqrscp_shouldServeAsPacs(String retrieveWith) throws IOException {
    Path site = Files.createDirectory(folder.resolve("dcmqrscp-" + retrieveWith));
    NodeOptions unconnected =
        Sites.node(Peer.local("QRSCP", FreePorts.next()))
            .withViewer(viewer.peer())
            .with("pacs.retrieve-with", retrieveWith)
            .with("retrieve.source", "pacs");
    try (DcmqrscpProcess pacs =
            DcmqrscpProcess.start(
                "QRSCP",
                Files.createDirectory(site.resolve("pacs")),
                List.of(unconnected.self(), viewer.peer()));
        NodeProcess node =
            NodeProcess.start(unconnected.withPacs(pacs.peer()), site.resolve("node"))) {
      Scu.store(node.peer(), files).requireSuccess();
      Sites.awaitNumber(node, "pacs.forwarded", INSTANCES);
      Scu.move(pacs.peer(), Sites.VIEWER, CLIP.studyInstanceUid()).requireSuccess();
      String uid = CLIP.sopInstanceUids().getFirst();
      String direct = DataSets.digest(viewer.receivedFile(uid).orElseThrow());
      Files.delete(viewer.receivedFile(uid).orElseThrow());

      Scu.move(node.peer(), Sites.VIEWER, CLIP.studyInstanceUid()).requireSuccess();
      List<Path> got = Scu.get(node.peer(), site.resolve("got"), SERIES.studyInstanceUid());

      assertThat(DataSets.digest(viewer.receivedFile(uid).orElseThrow())).isEqualTo(direct);
      assertThat(DataSets.digests(got)).containsOnlyKeys(SERIES.sopInstanceUids());
      assertThat(node.number("verdicts.unanchored")).isEqualTo(INSTANCES);
      assertNoAlarm(node);
    }
  }

  private static void assertNoAlarm(NodeProcess node) throws IOException {
    assertThat(node.number("verdicts.mismatch")).isZero();
    assertThat(node.number("verdicts.pixels_only")).isZero();
    assertThat(node.number("verdicts.unknown")).isZero();
  }

  /** The identifiers that findscu wrote, in no particular order. */
  private static List<String> digests(List<Path> responses) throws IOException {
    List<String> digests = new ArrayList<>();
    for (Path response : responses) {
      digests.add(DataSets.digest(response));
    }
    return digests;
  }
}
