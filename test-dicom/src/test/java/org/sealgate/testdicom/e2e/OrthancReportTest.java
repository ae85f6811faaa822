package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.OrthancOptions;
import org.sealgate.testdicom.process.OrthancProcess;
import org.sealgate.testdicom.process.OrthancRest;

/** Orthanc takes and reads the report and the attention picture. */
class OrthancReportTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @TempDir Path folder;

  @Test
  void orthanc_shouldReadReportAndPicture() throws IOException {
    List<DataSetSource> radiograph =
        DataSetSource.of(
            Studies.digitalRadiographs(StudyOptions.of(181), 1, 512, 512), Encoding.DEFAULT);
    try (OrthancProcess orthanc =
            OrthancProcess.start(
                OrthancOptions.DEFAULT, Files.createDirectory(folder.resolve("orthanc")));
        NodeProcess node =
            NodeProcess.start(
                Sites.node(orthanc.peer())
                    .with("inference.enabled", true)
                    .with("inference.attention-picture", true),
                folder.resolve("node"))) {
      assertThat(Sites.modality(node).store(radiograph)).containsOnly(Status.SUCCESS);

      Sites.awaitNumber(node, "pacs.forwarded", 3);

      String report = only(orthanc.rest(), "SR");
      JsonNode tags = orthanc.rest().json("instances/" + report + "/simplified-tags");
      assertThat(tags.path("VerificationFlag").asText()).isEqualTo("UNVERIFIED");
      assertThat(tags.path("SeriesDescription").asText()).isEqualTo("Not for clinical use");
      assertThat(tags.path("ContentSequence").size()).isGreaterThan(5);
      String picture = only(orthanc.rest(), "OT");
      assertThat(orthanc.rest().get("instances/" + picture + "/preview")).startsWith(PNG);
    }
  }

  private static String only(OrthancRest rest, String modality) throws IOException {
    List<String> found = new ArrayList<>();
    for (String instance : rest.instances()) {
      JsonNode tags = rest.json("instances/" + instance + "/simplified-tags");
      if (tags.path("Modality").asText().equals(modality)) {
        found.add(instance);
      }
    }
    assertThat(found).as("instances of modality %s", modality).hasSize(1);
    return found.getFirst();
  }
}
