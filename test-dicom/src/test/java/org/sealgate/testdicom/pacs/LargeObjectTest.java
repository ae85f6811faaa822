package org.sealgate.testdicom.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.ImageLayout;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.JavaProcess;
import org.sealgate.testdicom.process.ManagedProcess;

/** An object four times as large as the heap is made, stored, kept and moved on. */
class LargeObjectTest {
  private static final int ONE_GIGABYTE = 1 << 30;

  @TempDir Path folder;

  /** All of it in one virtual machine, which has a heap of 256 MiB. */
  static final class StoreAndMove {
    private StoreAndMove() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      int frameLength = ImageLayout.rgb(1, 480, 640).frameLength();
      GeneratedStudy clip = Studies.ultrasound(StudyOptions.of(71), ONE_GIGABYTE / frameLength + 1);
      try (ScriptablePacs viewer =
              ScriptablePacs.start(
                  PacsOptions.of("VIEWER").discarding(), folder.resolve("viewer"));
          ScriptablePacs pacs =
              ScriptablePacs.start(
                  PacsOptions.of("ARCHIVE").withDestination(viewer.peer()),
                  folder.resolve("archive"))) {
        ScuClient client = new ScuClient("MODALITY", pacs.peer());
        System.out.println("stored " + client.store(DataSetSource.of(clip, Encoding.DEFAULT)));
        RetrieveResult moved =
            client.move(QueryModel.STUDY_ROOT, ScuClient.study(clip.studyInstanceUid()), "VIEWER");
        System.out.println("moved " + moved.status());
        ReceivedInstance stored = pacs.received().getFirst();
        ReceivedInstance seen = viewer.received().getFirst();
        System.out.println("equal " + stored.sha256().equals(seen.sha256()));
        System.out.println("large " + (seen.dataSetLength() > ONE_GIGABYTE));
      }
    }
  }

  @Test
  void clipOfOneGigabyte_shouldPassInASmallHeap() throws TimeoutException {
    ManagedProcess process =
        JavaProcess.of(StoreAndMove.class.getName(), folder.toString())
            .withJvmOptions("-Xmx256m")
            .start("large", folder);

    int exit = process.awaitExit(Duration.ofMinutes(5));

    assertThat(process.log())
        .contains("stored [0000 SUCCESS]")
        .contains("moved 0000 SUCCESS")
        .contains("equal true")
        .contains("large true");
    assertThat(exit).isZero();
  }
}
