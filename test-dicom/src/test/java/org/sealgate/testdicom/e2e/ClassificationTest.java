package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.vault.index.AnalysisState;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.SqliteInstanceIndex;

/** Chest radiographs get a probability behind the store path; nothing else does. */
class ClassificationTest {
  @TempDir Path folder;

  @Test
  void store_shouldClassifyRadiographsAndNothingElse() throws IOException {
    List<DataSetSource> radiographs =
        DataSetSource.of(
            Studies.computedRadiographs(StudyOptions.of(71), 3, 512, 512), Encoding.DEFAULT);
    List<DataSetSource> slices =
        DataSetSource.of(Studies.tomography(StudyOptions.of(72), 2, 64, 64), Encoding.DEFAULT);
    Path data;
    try (ScriptablePacs pacs =
            ScriptablePacs.start(
                PacsOptions.of("PACS"), Files.createDirectory(folder.resolve("pacs")));
        NodeProcess node =
            NodeProcess.start(
                Sites.node(pacs.peer()).with("inference.enabled", true), folder.resolve("node"))) {
      data = node.data();

      assertThat(Sites.modality(node).store(slices)).containsOnly(Status.SUCCESS);
      assertThat(Sites.modality(node).store(radiographs)).containsOnly(Status.SUCCESS);

      Sites.awaitNumber(node, "classification.classified", radiographs.size());
    }
    assertRecorded(data, radiographs, slices);
  }

  private static void assertRecorded(
      Path data, List<DataSetSource> radiographs, List<DataSetSource> slices) {
    try (InstanceIndex index = SqliteInstanceIndex.open(data.resolve("index.db"))) {
      for (DataSetSource radiograph : radiographs) {
        var sealed = index.latest(radiograph.sopInstanceUid()).orElseThrow();
        assertThat(index.analyses(sealed.objectId()))
            .singleElement()
            .satisfies(analysis -> {
              assertThat(analysis.state()).isEqualTo(AnalysisState.DONE);
              assertThat(analysis.result()).containsPattern("\"probability\":[01]\\.\\d+");
              assertThat(analysis.result()).contains("not for clinical use");
            });
      }
      for (DataSetSource slice : slices) {
        var sealed = index.latest(slice.sopInstanceUid()).orElseThrow();
        assertThat(index.analyses(sealed.objectId())).isEmpty();
      }
    }
  }
}
