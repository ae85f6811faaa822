package org.sealgate.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.TestKeys;

final class KeyFileTest {

  @TempDir Path directory;

  @Test
  void addKey_shouldMakeItCurrentAndKeepTheOthers() throws Exception {
    Path file = directory.resolve("keys");
    KeyFile.addKey(file, "2025");
    WrappedKey wrapped = KeyFile.load(file).wrap(DataKey.generate(), new byte[1]);
    KeyFile.addKey(file, "2026");
    KeyEncryptionKeys keys = KeyFile.load(file);
    assertThat(keys.currentKeyId()).isEqualTo("2026");
    assertThat(keys.keyIds()).containsExactlyInAnyOrder("2025", "2026");
    assertThat(keys.unwrap(wrapped, new byte[1])).isNotNull();
  }

  @Test
  void addKey_shouldLetOnlyTheOwnerRead() throws IOException {
    Path file = directory.resolve("keys");
    KeyFile.addKey(file, "2025");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void addKey_shouldRefuseIdThatIsThere() throws IOException {
    Path file = directory.resolve("keys");
    KeyFile.addKey(file, "2025");
    assertThatThrownBy(() -> KeyFile.addKey(file, "2025"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already has a key '2025'");
  }

  @Test
  void load_shouldSkipCommentsAndBearMissingLineEnd() throws IOException {
    Path file = directory.resolve("keys");
    String entry = "a:" + TestKeys.base64(TestKeys.secret("a"));
    Files.writeString(file, "# vault\n\n  " + entry);
    KeyFile.addKey(file, "b");
    assertThat(KeyFile.load(file).keyIds()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void load_shouldRefuseFileThatAnyoneMayWrite() throws IOException {
    Path file = directory.resolve("keys");
    KeyFile.addKey(file, "a");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> KeyFile.load(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be written by anyone");
  }

  @Test
  void load_shouldRefuseFileWithoutKeys() throws IOException {
    Path file = Files.writeString(directory.resolve("keys"), "# none\n");
    assertThatThrownBy(() -> KeyFile.load(file)).hasMessageContaining("holds no key");
  }
}
