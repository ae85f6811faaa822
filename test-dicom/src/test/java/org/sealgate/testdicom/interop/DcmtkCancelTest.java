package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.association.AssociationEnd;
import org.sealgate.dimse.service.CommandField;

/** DCMTK's users cancel what they asked for; {@code getscu} has no way to do so. */
class DcmtkCancelTest {
  private RecordingScp scp;

  @BeforeEach
  void start() throws IOException {
    scp = RecordingScp.start("ARCHIVE", new UntilCancelled());
  }

  @AfterEach
  void stop() {
    scp.close();
  }

  @Test
  void findscu_shouldEndTheQuery_whenItCancels() {
    String output = run("findscu", "-v", "-S", "--cancel", "2", "-k", "QueryRetrieveLevel=STUDY");

    assertThat(output).contains("Cancel");
    assertThat(scp.requests(CommandField.C_FIND_RQ)).hasSize(1);
    assertThat(scp.ends()).isNotEmpty().hasOnlyElementsOfType(AssociationEnd.Released.class);
  }

  @Test
  void movescu_shouldEndTheRetrieval_whenItCancels() {
    String output =
        run(
            "movescu",
            "-v",
            "-S",
            "--cancel",
            "2",
            "-aem",
            "VIEWER",
            "-k",
            "QueryRetrieveLevel=STUDY",
            "-k",
            "StudyInstanceUID=2.25.1");

    assertThat(output).contains("Cancel");
    assertThat(scp.requests(CommandField.C_MOVE_RQ)).hasSize(1);
    assertThat(scp.ends()).isNotEmpty().hasOnlyElementsOfType(AssociationEnd.Released.class);
  }

  private String run(String tool, String... options) {
    return DcmtkTools.run(tool, scp.peer(), List.of(), options).output();
  }
}
