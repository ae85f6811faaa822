package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.ScuClient;

class StorescpProcessTest {
  @TempDir Path folder;

  @Test
  void storescp_shouldTakeRunLengthEncodedClips() throws IOException {
    GeneratedInstance clip =
        Studies.ultrasound(StudyOptions.of(61), 3, 48, 64).instances().getFirst();
    try (StorescpProcess storescp = StorescpProcess.start("STORESCP", folder)) {
      ScuClient client = new ScuClient("MODALITY", storescp.peer());

      assertThat(client.store(DataSetSource.of(clip, Encoding.of(TransferSyntax.RLE_LOSSLESS))))
          .isEqualTo(Status.SUCCESS);

      assertThat(storescp.receivedFile(clip.sopInstanceUid())).isPresent();
      assertThat(storescp.receivedFile("1.2.3")).isEmpty();
    }
  }

  @Test
  void close_shouldStopIt() throws IOException {
    StorescpProcess storescp = StorescpProcess.start("STORESCP", folder);
    storescp.close();

    assertThat(storescp.process().isAlive()).isFalse();
  }
}
