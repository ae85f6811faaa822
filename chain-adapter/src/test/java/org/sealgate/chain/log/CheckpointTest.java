package org.sealgate.chain.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  /**
   * Verifier key and note of Go's package sumdb/note, which signs "hello" texts; here the key
   * alone.
   */
  private static final String GO_VERIFIER_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String GO_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;

  private static final String GO_SIGNATURE =
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

  @TempDir Path directory;

  private final LogSigner signer = LogSigner.generate("log.example/ct1");
  private final Digest root = Digest.sha256(new byte[] {1});

  @Test
  void parseVerifierKey_shouldAgreeWithGo() {
    LogIdentity identity = LogIdentity.parse(GO_VERIFIER_KEY);
    assertThat(identity.verifierKey()).isEqualTo(GO_VERIFIER_KEY);
    byte[] value = java.util.Base64.getDecoder().decode(GO_SIGNATURE);
    byte[] signature = java.util.Arrays.copyOfRange(value, 4, value.length);
    byte[] text = GO_NOTE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(identity.hasSigned(text, signature)).isTrue();
    text[0] ^= 1;
    assertThat(identity.hasSigned(text, signature)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PeterNeumann",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcU",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
      })
  void parseVerifierKey_shouldRefuse(String key) {
    assertThatThrownBy(() -> LogIdentity.parse(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sign_shouldMakeANoteThatVerifies() {
    SignedCheckpoint signed = signer.sign(42, root);
    SignedCheckpoint parsed = SignedCheckpoint.parse(signed.text());
    assertThat(parsed.checkpoint()).isEqualTo(new Checkpoint("log.example/ct1", 42, root));
    assertThat(parsed.isSignedBy(signer.identity())).isTrue();
    assertThat(signed.text())
        .startsWith("log.example/ct1\n42\n")
        .contains("\n\n\u2014 log.example");
  }

  @Test
  void isSignedBy_shouldRefuseOtherKeysAndChangedTexts() {
    SignedCheckpoint signed = signer.sign(42, root);
    assertThat(signed.isSignedBy(LogSigner.generate("log.example/ct1").identity())).isFalse();
    assertThat(
            SignedCheckpoint.parse(signed.text().replace("\n42\n", "\n43\n"))
                .isSignedBy(signer.identity()))
        .isFalse();
    SignedCheckpoint renamed =
        SignedCheckpoint.parse(signed.text().replaceFirst("log.example/ct1", "log.example/ct2"));
    assertThat(renamed.isSignedBy(signer.identity())).isFalse();
  }

  @Test
  void parse_shouldKeepExtensionsAndSignaturesByOthers() {
    LogSigner witness = LogSigner.generate("witness.example");
    String line = witness.sign(1, root).text().split("\n\n", -1)[1];
    SignedCheckpoint cosigned = SignedCheckpoint.parse(signer.sign(42, root).text() + line);
    assertThat(cosigned.isSignedBy(signer.identity())).isTrue();
    assertThat(cosigned.isSignedBy(witness.identity())).isFalse();
    String extended = signer.sign(42, root).text().replace("\n\n", "\nextension\n\n");
    assertThat(SignedCheckpoint.parse(extended).isSignedBy(signer.identity())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "origin\n1\n",
        "origin\n1\n\n\u2014 a AAAA\n",
        "origin\n01\nx\n\n\u2014 a AAAA\n",
        "origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 a AAAA\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n\n\u2014 a AAAA\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5\n\n\u2014 a AAAA\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n- a AAAA\n",
        "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 a AAAA",
        "origin\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 a AAAA\n"
      })
  void parse_shouldRefuse(String text) {
    assertThatThrownBy(() -> SignedCheckpoint.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void loadOrCreate_shouldKeepTheKey() throws Exception {
    Path file = directory.resolve("log.key");
    LogSigner created = LogSigner.loadOrCreate(file, "log.example");
    LogSigner loaded = LogSigner.loadOrCreate(file, "log.example");
    assertThat(loaded.identity()).isEqualTo(created.identity());
    assertThat(loaded.sign(1, root)).isEqualTo(created.sign(1, root));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> LogSigner.loadOrCreate(file, "other.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of log 'log.example'");
  }

  @Test
  void loadOrCreate_shouldRefuseDamagedFiles() throws Exception {
    Path file = directory.resolve("log.key");
    LogSigner.loadOrCreate(file, "log.example");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("BEGIN", "BEGINN"));
    assertThatThrownBy(() -> LogSigner.loadOrCreate(file, "log.example"))
        .hasMessageContaining("no PEM private key");
    String other = LogSigner.generate("log.example").identity().verifierKey();
    Files.writeString(file, other + text.substring(text.indexOf('\n')));
    assertThatThrownBy(() -> LogSigner.loadOrCreate(file, "log.example"))
        .hasMessageContaining("do not belong together");
    Files.writeString(file, "");
    assertThatThrownBy(() -> LogSigner.loadOrCreate(file, "log.example"))
        .isInstanceOf(IOException.class);
  }
}
