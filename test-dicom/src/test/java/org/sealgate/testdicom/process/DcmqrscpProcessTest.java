package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

class DcmqrscpProcessTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(51), 2, 64, 64);

  @TempDir Path folder;

  @Test
  void dcmqrscp_shouldStoreAndMove() throws IOException {
    Path own = Files.createDirectory(folder.resolve("scp"));
    Path archive = Files.createDirectory(folder.resolve("archive"));
    try (StorescpProcess storescp = StorescpProcess.start("VIEWER", own);
        DcmqrscpProcess dcmqrscp =
            DcmqrscpProcess.start("QRSCP", archive, List.of(storescp.peer()))) {
      List<Path> files = SERIES.writeTo(folder.resolve("files"), Encoding.DEFAULT);
      Scu.store(dcmqrscp.peer(), files).requireSuccess();

      Scu.move(dcmqrscp.peer(), "VIEWER", SERIES.studyInstanceUid()).requireSuccess();

      assertThat(storescp.receivedFiles()).hasSize(2);
      assertThat(dcmqrscp.storage()).isDirectoryContaining("glob:**index.dat");
    }
  }
}
