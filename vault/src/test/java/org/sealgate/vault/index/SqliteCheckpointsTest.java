package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCheckpointsTest {

  @TempDir Path directory;

  @Test
  void committed_shouldCarryTheLogOverBehindTheWriter() throws IOException {
    Path file = directory.resolve("index.db");
    try (InstanceIndex index = SqliteInstanceIndex.open(file)) {
      long before = Files.size(file);
      for (int count = 1; count < SqliteCheckpoints.INTERVAL; count++) {
        index.add(TestEntries.entry("1.2." + count));
      }
      assertThat(file).hasSize(before);
      index.add(TestEntries.entry("1.2.3"));
      await().until(() -> Files.size(file) > before);
    }
  }
}
