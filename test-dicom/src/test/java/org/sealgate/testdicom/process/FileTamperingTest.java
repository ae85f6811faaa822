package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTamperingTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
  }

  @Test
  void flipLastBit_shouldAlterTheLastByteOnly() throws IOException {
    FileTampering.flipLastBit(file);
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 2});
  }

  @Test
  void flipBit_shouldAlterThatByteOnly() throws IOException {
    FileTampering.flipBit(file, 1);
    assertThat(file).hasBinaryContent(new byte[] {1, 3, 3});
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3})
  void flipBit_shouldRefuseAByteThatIsNotThere(long offset) {
    assertThatThrownBy(() -> FileTampering.flipBit(file, offset))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no byte at offset " + offset);
  }
}
