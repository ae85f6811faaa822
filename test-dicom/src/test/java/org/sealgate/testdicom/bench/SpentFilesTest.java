package org.sealgate.testdicom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpentFilesTest {
  @TempDir Path folder;

  @Test
  void takeAllOf_shouldKeepEveryFileEmpty() throws IOException {
    Path received = Files.createDirectories(folder.resolve("received"));
    Path spent = folder.resolve("spent");

    for (int round = 0; round < 2; round++) {
      Files.writeString(received.resolve("a.dcm"), "pixels");
      Files.writeString(received.resolve("b.dcm"), "more pixels");
      SpentFiles.in(spent).takeAllOf(received);
    }

    assertThat(received).isEmptyDirectory();
    try (var files = Files.list(spent)) {
      assertThat(files.toList()).hasSize(4).allSatisfy(file -> assertThat(file).isEmptyFile());
    }
  }
}
