package org.sealgate.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableDirectoriesTest {

  @TempDir Path top;

  @Test
  void await_shouldMakeWhatWasAskedForOrNot() throws IOException {
    DurableDirectories directories = new DurableDirectories(top);
    directories.prepare(top.resolve("a/b"));
    directories.await(top.resolve("a/b"));
    directories.await(top.resolve("a/c"));
    assertThat(top.resolve("a/b")).isDirectory();
    assertThat(top.resolve("a/c")).isDirectory();
  }

  @Test
  void await_shouldTellWhyItFailsAndTryAgainNextTime() throws IOException {
    DurableDirectories directories = new DurableDirectories(top);
    Path inTheWay = Files.createFile(top.resolve("a"));
    assertThatThrownBy(() -> directories.await(top.resolve("a/b")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot make directory")
        .hasMessageContaining("b");
    Files.delete(inTheWay);
    directories.await(top.resolve("a/b"));
    assertThat(top.resolve("a/b")).isDirectory();
  }
}
