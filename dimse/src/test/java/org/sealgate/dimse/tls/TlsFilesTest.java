package org.sealgate.dimse.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFilesTest {
  @TempDir static Path shared;
  private static Path store = Path.of("node.p12");
  private static Path certificate = Path.of("node.pem");
  private static Path key = Path.of("key.pem");

  @TempDir Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    store = TestKeys.pkcs12(shared.resolve("node.p12"), "node");
    certificate = TestKeys.pemCertificate(store, shared.resolve("node.pem"));
    key = TestKeys.pemKey(store, shared.resolve("key.pem"));
  }

  @Test
  void get_shouldReturnTheSameContextWhileTheFilesStay() throws Exception {
    TlsFiles files = TestKeys.files(store, store);

    SSLContext first = files.get();
    assertThat(files.get()).isSameAs(first);
  }

  @Test
  void get_shouldReadAFileThatWasReplaced() throws Exception {
    Path own = Files.copy(store, directory.resolve("own.p12"));
    TlsFiles files = TestKeys.files(own, store);
    SSLContext first = files.get();

    Path next = Files.copy(store, directory.resolve("next.p12"));
    Files.move(next, own, StandardCopyOption.REPLACE_EXISTING);

    assertThat(files.get()).isNotSameAs(first);
  }

  @Test
  void get_shouldKeepTheLastContextWhileAFileIsBrokenOrGone() throws Exception {
    Path own = Files.copy(store, directory.resolve("own.p12"));
    TlsFiles files = TestKeys.files(own, store);
    SSLContext first = files.get();

    Files.write(own, new byte[] {0x30, 0x05});
    assertThat(files.get()).isSameAs(first);
    Files.delete(own);
    assertThat(files.get()).isSameAs(first);

    Files.copy(store, own);
    assertThat(files.get()).isNotSameAs(first);
  }

  @Test
  void pem_shouldGiveTheKeyAndItsChain() throws Exception {
    var loaded = new PemKeyFiles(certificate, key, new char[0]).load();

    assertThat(loaded.getCertificate("key")).isEqualTo(TestKeys.certificate(store));
    assertThat(TlsFiles.of(new PemKeyFiles(certificate, key, new char[0]), trusted()).get())
        .isNotNull();
  }

  @Test
  void pem_shouldDecipherAKeyWithItsPassword() throws Exception {
    Path enciphered = TestKeys.encipheredPemKey(store, directory.resolve("enciphered.pem"));
    char[] password = TestKeys.PASSWORD.toCharArray();

    PemKeyFiles files = new PemKeyFiles(certificate, enciphered, password);
    assertThat(files.load().getKey("key", files.keyPassword()))
        .isEqualTo(
            new PemKeyFiles(certificate, key, password).load().getKey("key", files.keyPassword()));
  }

  @Test
  void pem_shouldNameTheFileIfThePasswordIsWrong() throws Exception {
    Path enciphered = TestKeys.encipheredPemKey(store, directory.resolve("enciphered.pem"));

    assertThatThrownBy(() ->
            TlsFiles.of(new PemKeyFiles(certificate, enciphered, "wrong".toCharArray()), trusted()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("enciphered.pem")
        .hasMessageContaining("password");
  }

  @Test
  void pem_shouldSayHowToConvertTheTraditionalFormats() throws Exception {
    Path traditional =
        TestKeys.write(directory.resolve("old.pem"), "EC PRIVATE KEY", new byte[] {1, 2, 3});

    assertThatThrownBy(() -> new PemKeyFiles(certificate, traditional, new char[0]).load())
        .hasMessageContaining("old.pem")
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void pem_shouldNameAFileWithoutTheBlockThatIsNeeded() {
    assertThatThrownBy(() -> new PemKeyFiles(certificate, certificate, new char[0]).load())
        .hasMessageContaining("node.pem has no PRIVATE KEY block");
    assertThatThrownBy(() -> new PemCertificatesFile(key).load())
        .hasMessageContaining("key.pem has no CERTIFICATE block");
  }

  @Test
  void pkcs12_shouldNameTheFileIfThePasswordIsWrong() {
    assertThatThrownBy(() -> TlsFiles.trusting(new Pkcs12File(store, "wrong".toCharArray())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("node.p12");
  }

  @Test
  void pkcs12_shouldSayWhyAFileThatEndsTooEarlyIsRefused() throws Exception {
    Path cut = Files.write(directory.resolve("cut.p12"), new byte[] {0x30, 0x05});

    assertThatThrownBy(() -> new Pkcs12File(cut, new char[0]).load())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.p12 cannot be read: java.io.EOFException");
  }

  @Test
  void of_shouldRefuseOwnMaterialWithoutAKey() {
    assertThatThrownBy(() -> TlsFiles.of(trusted(), trusted()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no private key");
  }

  @Test
  void toString_shouldNotShowAPassword() {
    assertThat(TestKeys.material(store).toString()).doesNotContain(TestKeys.PASSWORD);
    assertThat(new PemKeyFiles(certificate, key, "secret".toCharArray()).toString())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @FieldSource("org.sealgate.dimse.tls.TlsProfile#ALL")
  void profile_shouldHaveNothingBelowTls12AndNothingWithoutForwardSecrecy(TlsProfile profile) {
    assertThat(profile.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(profile.cipherSuites())
        .allMatch(suite -> suite.contains("_GCM_") || suite.contains("_CHACHA20_POLY1305_"))
        .allMatch(suite -> suite.startsWith("TLS_ECDHE_") || !suite.contains("_WITH_"));
    assertThat(TlsProfile.named(profile.name())).isSameAs(profile);
  }

  @ParameterizedTest
  @FieldSource("org.sealgate.dimse.tls.TlsProfile#ALL")
  void profile_shouldBeWhatTheJdkCanDo(TlsProfile profile) throws Exception {
    Set<String> supported =
        Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    SSLParameters parameters = new SSLParameters();

    profile.applyTo(parameters, supported);

    assertThat(parameters.getCipherSuites()).containsExactlyElementsOf(profile.cipherSuites());
    assertThat(parameters.getUseCipherSuitesOrder()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ssl3"})
  void named_shouldSayWhichProfilesThereAre(String unknown) {
    assertThatThrownBy(() -> TlsProfile.named(unknown))
        .hasMessageContaining("bcp195, bcp195-modified");
  }

  private static PemCertificatesFile trusted() {
    return new PemCertificatesFile(certificate);
  }
}
