package org.sealgate.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Pkcs12KeysTest {

  private static final char[] PASSWORD = "change it".toCharArray();

  @TempDir Path directory;

  @Test
  void load_shouldHoldEveryKeyThatWasAdded() throws Exception {
    Path file = directory.resolve("keys.p12");
    Pkcs12Keys.addKey(file, PASSWORD, "2025");
    WrappedKey wrapped =
        Pkcs12Keys.load(file, PASSWORD, "2025").wrap(DataKey.generate(), new byte[1]);
    Pkcs12Keys.addKey(file, PASSWORD, "2026");
    KeyEncryptionKeys keys = Pkcs12Keys.load(file, PASSWORD, "2026");
    assertThat(keys.keyIds()).containsExactlyInAnyOrder("2025", "2026");
    assertThat(keys.currentKeyId()).isEqualTo("2026");
    assertThat(keys.unwrap(wrapped, new byte[1])).isNotNull();
  }

  @Test
  void load_shouldReadWhatKeytoolWrites() throws Exception {
    Path file = directory.resolve("keys.p12");
    keytool(file, "256");
    assertThat(Pkcs12Keys.load(file, PASSWORD, "hospital").keyIds()).containsExactly("hospital");
  }

  @Test
  void load_shouldRefuseShortKey() throws Exception {
    Path file = directory.resolve("keys.p12");
    keytool(file, "128");
    assertThatThrownBy(() -> Pkcs12Keys.load(file, PASSWORD, "hospital"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'hospital' must be an exportable AES key of 256 bits");
  }

  @Test
  void load_shouldRefuseWrongPasswordMissingFileAndMissingAlias() throws IOException {
    Path file = directory.resolve("keys.p12");
    assertThatThrownBy(() -> Pkcs12Keys.load(file, PASSWORD, "2025"))
        .isInstanceOf(NoSuchFileException.class);
    Pkcs12Keys.addKey(file, PASSWORD, "2025");
    assertThatThrownBy(() -> Pkcs12Keys.load(file, "wrong".toCharArray(), "2025"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Pkcs12Keys.load(file, PASSWORD, "2026"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("current key '2026' is not among the keys");
  }

  @Test
  void addKey_shouldRefuseAliasThatIsTakenAndLeaveNoTemporary() throws IOException {
    Path file = directory.resolve("keys.p12");
    Pkcs12Keys.addKey(file, PASSWORD, "2025");
    assertThatThrownBy(() -> Pkcs12Keys.addKey(file, PASSWORD, "2025"))
        .isInstanceOf(IllegalArgumentException.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static void keytool(Path file, String bits) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genseckey",
                "-keyalg",
                "AES",
                "-keysize",
                bits,
                "-alias",
                "hospital",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }
}
