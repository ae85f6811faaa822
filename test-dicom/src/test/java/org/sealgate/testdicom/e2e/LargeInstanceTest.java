package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.JavaProcess;
import org.sealgate.testdicom.process.ManagedProcess;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.Peer;

/** An ultrasound clip of 1 GB goes through a node with a heap of 256 MB, both ways. */
class LargeInstanceTest {
  private static final long GIGABYTE = 1_000_000_000;
  private static final int ROWS = 768;
  private static final int COLUMNS = 1024;
  private static final int FRAMES = (int) (GIGABYTE / (3L * ROWS * COLUMNS)) + 1;
  private static final GeneratedStudy CLIP =
      Studies.ultrasound(StudyOptions.of(91), FRAMES, ROWS, COLUMNS);

  @TempDir Path folder;

  @Test
  void clip_shouldPassThroughASmallHeap() throws IOException {
    DataSetSource source = DataSetSource.of(CLIP, Encoding.DEFAULT).getFirst();
    PacsOptions viewing = PacsOptions.of(Sites.VIEWER).discarding();
    NodeOptions unconnected = Sites.node(Peer.local("PACS", FreePorts.next()));
    try (ScriptablePacs viewer = ScriptablePacs.start(viewing, folder.resolve("viewer"));
        ManagedProcess pacs = startPacs(unconnected.self());
        NodeProcess node =
            NodeProcess.start(
                unconnected
                    .withPacs(peer(pacs))
                    .withViewer(viewer.peer())
                    .with("retrieve.source", "pacs")
                    .withMaximumHeap("256m"),
                folder.resolve("node"))) {

      assertThat(Sites.modality(node).store(source)).isEqualTo(Status.SUCCESS);
      Sites.awaitNumber(node, "pacs.forwarded", 1);
      assertThat(node.number("vault.bytes")).isGreaterThan(GIGABYTE);
      RetrieveResult result =
          Sites.viewer(node)
              .move(QueryModel.STUDY_ROOT, ScuClient.study(CLIP.studyInstanceUid()), Sites.VIEWER);

      assertThat(result.status().isSuccess()).as("%s", result).isTrue();
      var received = viewer.received(source.sopInstanceUid()).orElseThrow();
      assertThat(received.dataSetLength()).isGreaterThan(GIGABYTE);
      assertThat(received.sha256()).isEqualTo(DataSets.digest(source));
      assertThat(DataSets.digest(stored(source))).isEqualTo(received.sha256());
      assertThat(node.number("verdicts.unanchored")).isEqualTo(1);
      assertThat(node.process().log()).doesNotContain("OutOfMemoryError");
    }
  }

  private ManagedProcess startPacs(Peer node) throws IOException {
    Path pacs = Files.createDirectory(folder.resolve("pacs"));
    return JavaProcess.of(
            PacsMain.class.getName(),
            "PACS",
            pacs.toString(),
            node.aeTitle(),
            Integer.toString(node.port()))
        .withJvmOptions("-Xmx256m")
        .start("pacs", folder);
  }

  private static Peer peer(ManagedProcess pacs) {
    String port =
        pacs.awaitLog(Pattern.compile("port (\\d+)\\R"), ManagedProcess.START_LIMIT).group(1);
    return Peer.local("PACS", Integer.parseInt(port));
  }

  /** The file that the PACS has of an instance. */
  private Path stored(DataSetSource source) {
    return folder.resolve("pacs").resolve(source.sopInstanceUid() + ".dcm");
  }
}
