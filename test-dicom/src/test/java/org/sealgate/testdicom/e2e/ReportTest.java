package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.inference.AttentionPicture;
import org.sealgate.inference.StructuredReport;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.StoredInstance;
import org.sealgate.testdicom.process.CommandLine;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.ExternalTool;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;

/** Results become DICOM objects that take the path of every other instance. */
class ReportTest extends DepartmentSuite {
  private static final GeneratedStudy RADIOGRAPHS =
      Studies.computedRadiographs(StudyOptions.of(171), 3, 512, 512);
  private static final int IMAGES = RADIOGRAPHS.instances().size();

  private NodeOptions classifying() {
    return Sites.impatientNode(department.pacs().peer()).with("inference.enabled", true);
  }

  @Test
  void store_shouldSealForwardAnchorAndVerifyReportsAndPictures() throws IOException {
    NodeProcess node =
        department.startNode(
            classifying()
                .with("inference.attention-picture", true)
                .with("retrieve.source", "pacs")
                .withAnchor(department.startChain()));
    department.store(RADIOGRAPHS);
    Sites.awaitNumber(node, "pacs.forwarded", 3L * IMAGES);
    Sites.awaitNumber(node, "anchor.included", 3L * IMAGES);

    assertThat(department.move(RADIOGRAPHS).counts().completed()).isEqualTo(3 * IMAGES);

    assertThat(node.number("verdicts.exact")).isEqualTo(3L * IMAGES);
    assertThat(received(StructuredReport.SOP_CLASS)).hasSize(IMAGES);
    assertThat(received(AttentionPicture.SOP_CLASS)).hasSize(IMAGES);
    for (StoredInstance object : objects()) {
      assertThat(node.get("/api/receipts/" + object.sopInstanceUid()).statusCode()).isEqualTo(200);
      assertThat(verification(object)).doesNotContain("Error");
    }
  }

  @Test
  void store_shouldWriteReportsAboutTheirImages_underTheNodesOwnTitle() throws IOException {
    NodeProcess node = department.startNode(classifying());
    department.store(RADIOGRAPHS);
    Sites.awaitNumber(node, "pacs.forwarded", 2L * IMAGES);

    assertThat(received(StructuredReport.SOP_CLASS))
        .extracting(ReceivedInstance::callingAeTitle)
        .containsOnly("SEALGATE");
    assertThat(objects())
        .hasSize(IMAGES)
        .allSatisfy(report -> {
          assertThat(report.attributes().getString(Tag.STUDY_INSTANCE_UID))
              .contains(RADIOGRAPHS.studyInstanceUid());
          assertThat(report.attributes().getString(Tag.SERIES_INSTANCE_UID))
              .isNotEqualTo(RADIOGRAPHS.seriesInstanceUid());
        });
    assertThat(objects().stream().map(ReportTest::image))
        .containsExactlyInAnyOrderElementsOf(RADIOGRAPHS.sopInstanceUids());
    for (StoredInstance report : objects()) {
      assertThat(Dcmtk.run("dsrdump", "+Pl", report.file().toString()).requireSuccess().output())
          .contains("Not for clinical use", "Certainty of Finding", modelSha256(node));
    }
  }

  @Test
  void kill_shouldNeitherLoseNorRepeatAReport() throws IOException {
    NodeProcess node = department.startNode(classifying());
    department.pacs().goDown();
    department.store(RADIOGRAPHS);
    node.kill();
    node.restart();
    Sites.awaitNumber(node, "vault.instances", 2L * IMAGES);
    node.kill();
    node.restart();
    department.pacs().comeUp();

    Sites.awaitNumber(node, "pacs.forwarded", 2L * IMAGES);

    assertThat(node.number("vault.instances")).isEqualTo(2L * IMAGES);
    assertThat(node.number("pacs.pending")).isZero();
    assertThat(objects()).hasSize(IMAGES);
    assertThat(node.audit("conflicting-instance")).isEmpty();
  }

  @Test
  void store_shouldWriteNothing_whenReportsAreOff() throws IOException {
    NodeProcess node = department.startNode(classifying().with("inference.report", false));
    department.store(RADIOGRAPHS);
    Sites.awaitNumber(node, "classification.classified", IMAGES);
    Sites.awaitNumber(node, "pacs.forwarded", IMAGES);
    assertThat(node.number("vault.instances")).isEqualTo(IMAGES);
    assertThat(node.number("classification.objectsWritten")).isZero();
  }

  private List<ReceivedInstance> received(String sopClass) {
    return department.pacs().received().stream()
        .filter(instance -> instance.sopClassUid().equals(sopClass))
        .toList();
  }

  /** What the PACS has that the modality did not send. */
  private List<StoredInstance> objects() {
    return department.pacs().instances().stream()
        .filter(instance -> !RADIOGRAPHS.sopInstanceUids().contains(instance.sopInstanceUid()))
        .toList();
  }

  private static String image(StoredInstance report) {
    DataSet study =
        report
            .attributes()
            .getItem(Tag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE)
            .orElseThrow();
    return study
        .getItem(Tag.REFERENCED_SERIES_SEQUENCE)
        .flatMap(series -> series.getItem(Tag.REFERENCED_SOP_SEQUENCE))
        .flatMap(reference -> reference.getString(Tag.REFERENCED_SOP_INSTANCE_UID))
        .orElseThrow();
  }

  private static String modelSha256(NodeProcess node) throws IOException {
    return node.status().at("/classification/modelSha256").asText();
  }

  private static String verification(StoredInstance object) {
    ExternalTool verifier = new ExternalTool("dciodvfy", "apt-get install dicom3tools");
    return CommandLine.of(verifier, object.file().toString()).run().output();
  }
}
