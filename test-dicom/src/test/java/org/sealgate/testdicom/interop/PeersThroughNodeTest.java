package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.process.DcmjsDimse.Job;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.PixelMed;

/** dcmjs-dimse and PixelMed as modality and viewer of a whole node in front of a PACS. */
class PeersThroughNodeTest {
  private static final GeneratedStudy OF_DCMJS =
      Studies.tomography(StudyOptions.of(121), 2, 32, 32);
  private static final GeneratedStudy OF_PIXELMED =
      Studies.tomography(StudyOptions.of(122), 2, 32, 32);

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static ScriptablePacs viewer;
  private static NodeProcess node;
  private static PixelMed pixelMed;

  @BeforeAll
  static void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("PACS"), folder.resolve("pacs"));
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    NodeOptions options =
        NodeOptions.of("SEALGATE", pacs.peer())
            .withModality("DCMJS")
            .withModality("PIXELMED")
            .withViewer(viewer.peer())
            .with("inference.enabled", false);
    node = NodeProcess.start(options, folder.resolve("node"));
    pacs.registerDestination(node.peer());
    pixelMed = PixelMed.in(Files.createDirectory(folder.resolve("pixelmed")));
  }

  @AfterAll
  static void stop() {
    node.close();
    viewer.close();
    pacs.close();
  }

  @Test
  void dcmjs_shouldStoreFindMoveAndGet() throws IOException {
    Job job = Job.of("DCMJS", node.peer()).request("echo", Map.of());
    for (Path file : OF_DCMJS.writeTo(folder.resolve("dcmjs"), Encoding.DEFAULT)) {
      job = job.request("store", Map.of("file", file.toString()));
    }
    assertThat(job.run().path("requests").findValuesAsText("status")).hasSize(3).containsOnly("0");

    String study = OF_DCMJS.studyInstanceUid();
    JsonNode result =
        Job.of("DCMJS", node.peer())
            .request("studyFind", Map.of("elements", Map.of("StudyInstanceUID", study)))
            .request("move", Map.of("destination", "VIEWER", "study", study))
            .request("get", Map.of("study", study))
            .run();

    assertThat(result.at("/requests/0/responses")).hasSize(2);
    assertThat(result.path("requests"))
        .allSatisfy(request -> assertThat(request.findValuesAsText("status")).endsWith("0"));
    assertThat(result.path("stored").findValuesAsText("uid"))
        .containsExactlyInAnyOrderElementsOf(OF_DCMJS.sopInstanceUids());
    assertMoved(OF_DCMJS);
  }

  @Test
  void pixelMed_shouldStoreFindMoveAndGet() throws IOException {
    List<Path> files = OF_PIXELMED.writeTo(folder.resolve("pm"), Encoding.DEFAULT);
    String study = OF_PIXELMED.studyInstanceUid();
    Path into = Files.createDirectory(folder.resolve("got"));

    assertThat(ask("echo", "NONSECURE")).contains("ECHOED");
    assertThat(ask("store", files.stream().map(Path::toString).toArray(String[]::new)))
        .contains("completed=2 failed=0");
    assertThat(ask("find", "IMAGE", study)).contains(OF_PIXELMED.sopInstanceUids());
    assertThat(ask("move", study, "VIEWER")).contains("STATUS 0000");
    assertThat(ask("get", study, into.toString())).contains(OF_PIXELMED.sopInstanceUids());

    assertMoved(OF_PIXELMED);
    try (Stream<Path> got = Files.list(into)) {
      assertThat(DataSets.digests(got.toList())).containsOnlyKeys(OF_PIXELMED.sopInstanceUids());
    }
  }

  /** The viewer has of each instance the bytes that the PACS was sent. */
  private static void assertMoved(GeneratedStudy study) {
    for (String uid : study.sopInstanceUids()) {
      ReceivedInstance moved = viewer.received(uid).orElseThrow();
      assertThat(moved.sha256()).isEqualTo(pacs.received(uid).orElseThrow().sha256());
    }
  }

  private static String ask(String command, String... more) {
    Peer peer = node.peer();
    String[] address = {
      command, peer.host(), Integer.toString(peer.port()), peer.aeTitle(), "PIXELMED"
    };
    return pixelMed
        .run(Stream.concat(Stream.of(address), Stream.of(more)).toArray(String[]::new))
        .requireSuccess()
        .output();
  }
}
