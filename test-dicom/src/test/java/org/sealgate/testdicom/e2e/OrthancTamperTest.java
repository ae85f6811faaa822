package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.FileTampering;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.OrthancOptions;
import org.sealgate.testdicom.process.OrthancProcess;
import org.sealgate.testdicom.process.Scu;
import org.sealgate.testdicom.process.StorescpProcess;

/** Somebody alters an image in Orthanc's storage folder. */
class OrthancTamperTest {
  private static final GeneratedStudy STUDY = Studies.tomography(StudyOptions.of(73), 3, 128, 128);

  @TempDir Path folder;

  private StorescpProcess viewer;
  private OrthancProcess orthanc;
  private NodeProcess node;

  @BeforeEach
  void open() throws IOException {
    viewer = StorescpProcess.start(Sites.VIEWER, Files.createDirectory(folder.resolve("viewer")));
    orthanc =
        OrthancProcess.start(
            OrthancOptions.DEFAULT.withPeer(viewer.peer()),
            Files.createDirectory(folder.resolve("orthanc")));
    node =
        NodeProcess.start(
            Sites.node(orthanc.peer()).withViewer(viewer.peer()), folder.resolve("node"));
    orthanc.rest().registerPeer(node.peer());
  }

  @AfterEach
  void close() {
    for (AutoCloseable part : new AutoCloseable[] {node, orthanc, viewer}) {
      Sites.close(part);
    }
  }

  @Test
  void alteredFile_shouldBeReplacedByTheSealedCopy() throws IOException {
    List<Path> files = STUDY.writeTo(folder.resolve("files"), Encoding.DEFAULT);
    Scu.store(node.peer(), files).requireSuccess();
    String uid = STUDY.sopInstanceUids().get(1);
    Scu.move(orthanc.peer(), Sites.VIEWER, STUDY.studyInstanceUid()).requireSuccess();
    var before = DataSets.digests(viewer.receivedFiles());
    FileTampering.flipLastBit(orthanc.storedFile(uid));

    Scu.move(orthanc.peer(), Sites.VIEWER, STUDY.studyInstanceUid()).requireSuccess();
    assertThat(DataSets.digests(viewer.receivedFiles()).get(uid))
        .as("Orthanc itself does not notice")
        .isNotEqualTo(before.get(uid));

    Scu.move(node.peer(), Sites.VIEWER, STUDY.studyInstanceUid()).requireSuccess();
    assertThat(DataSets.digests(viewer.receivedFiles())).isEqualTo(before);
    List<Path> got = Scu.get(node.peer(), folder.resolve("got"), STUDY.studyInstanceUid());
    assertThat(DataSets.digests(got)).isEqualTo(before);

    assertThat(node.number("verdicts.mismatch")).isEqualTo(2);
    assertThat(node.audit("mismatch-replaced"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.path("sopInstanceUid").asText()).isEqualTo(uid));
  }

  /** Orthanc rewrites the image on the way; only what somebody changed is named. */
  @Test
  void renamedPatient_shouldBeDeliveredAndNamedInTheAuditTrail() throws IOException {
    GeneratedStudy odd = Studies.tomography(StudyOptions.of(74).withAllOddities(), 1, 128, 128);
    String uid = odd.sopInstanceUids().getFirst();
    List<Path> files = odd.writeTo(folder.resolve("files"), Encoding.DEFAULT.withGroupLengths());
    Scu.store(node.peer(), files).requireSuccess();
    orthanc
        .rest()
        .modify(orthanc.rest().findInstance(uid).orElseThrow(), "{\"PatientName\":\"Other^Name\"}");

    Scu.move(node.peer(), Sites.VIEWER, odd.studyInstanceUid()).requireSuccess();

    assertThat(viewer.receivedFile(uid)).isPresent();
    assertThat(node.number("verdicts.pixels_only")).isEqualTo(1);
    JsonNode attributes = node.audit("attributes-changed").getFirst().path("attributes");
    assertThat(attributes).extracting(JsonNode::asText).containsExactly("(0010,0010)");
  }
}
