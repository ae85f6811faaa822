package org.sealgate.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpareFilesTest {

  @TempDir Path directory;

  @Test
  void take_shouldGiveEachCallerAFileOfItsOwn() throws Exception {
    List<Path> taken = new ArrayList<>();
    try (SpareFiles spares = new SpareFiles(directory)) {
      Callable<Path> take = spares::take;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Path> spare : threads.invokeAll(Collections.nCopies(200, take))) {
          taken.add(spare.get());
        }
      }
      assertThat(taken).doesNotHaveDuplicates().allSatisfy(file -> assertThat(file).isEmptyFile());
    }
    assertThat(directory.toFile().listFiles()).hasSize(taken.size());
  }

  @Test
  void close_shouldRemoveOnlyWhatWasNotTaken() throws IOException {
    SpareFiles spares = new SpareFiles(directory);
    spares.fillAhead();
    assertThat(directory).isNotEmptyDirectory();
    Path taken = spares.take();
    spares.close();
    assertThat(directory.toFile().listFiles()).containsExactly(taken.toFile());
    assertThatThrownBy(spares::take).hasMessageContaining("closed");
  }

  @Test
  void take_shouldTellWhyThereIsNone() throws IOException {
    Path gone = Files.createDirectory(directory.resolve("temporary"));
    try (SpareFiles spares = new SpareFiles(gone)) {
      Files.delete(gone);
      spares.fillAhead();
      assertThatThrownBy(spares::take)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("temporary");
      Files.createDirectory(gone);
      assertThat(spares.take()).isEmptyFile();
    }
  }
}
