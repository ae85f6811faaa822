package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.tls.PemCertificatesFile;
import org.sealgate.dimse.tls.PemKeyFiles;
import org.sealgate.dimse.tls.TestKeys;
import org.sealgate.dimse.tls.TlsFiles;

/** TLS with authentication of both sides against DCMTK's tools, from PEM files. */
class DcmtkTlsTest {
  @TempDir static Path shared;
  private static PemFiles node = new PemFiles(Path.of("node.pem"), Path.of("node.key"));
  private static PemFiles tool = new PemFiles(Path.of("tool.pem"), Path.of("tool.key"));

  @TempDir Path directory;

  /** A certificate and its key, as DCMTK takes them. */
  private record PemFiles(Path certificate, Path key) {
    static PemFiles make(String name) throws Exception {
      Path store = TestKeys.pkcs12(shared.resolve(name + ".p12"), name);
      return new PemFiles(
          TestKeys.pemCertificate(store, shared.resolve(name + ".pem")),
          TestKeys.pemKey(store, shared.resolve(name + ".key")));
    }

    TlsFiles trusting(PemFiles other) throws Exception {
      return TlsFiles.of(
          new PemKeyFiles(certificate, key, new char[0]),
          new PemCertificatesFile(other.certificate));
    }
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    node = PemFiles.make("node");
    tool = PemFiles.make("tool");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+py", "+px"})
  void echoscu_shouldSucceedInEachProfile(String profile) throws Exception {
    ServerOptions options =
        ServerOptions.onLoopback(0).withTls(TlsSettings.mutual(node.trusting(tool)));
    try (DicomServer server =
        DicomServer.start(options, TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS))) {
      String text =
          DcmtkTools.run(
              directory,
              "echoscu",
              "-v",
              profile,
              "+tls",
              tool.key().toString(),
              tool.certificate().toString(),
              "+cf",
              node.certificate().toString(),
              "127.0.0.1",
              Integer.toString(server.port()));
      assertThat(text).contains("Received Echo Response (Success)");
    }
  }

  @Test
  void storescp_shouldBeReachedAndKnownByItsCertificate() throws Exception {
    int port = DcmtkTools.freePort();
    Process process =
        new ProcessBuilder(
                "storescp",
                "+tls",
                tool.key().toString(),
                tool.certificate().toString(),
                "+cf",
                node.certificate().toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("storescp.txt").toFile())
            .start();
    try {
      DcmtkTools.awaitListening(port);
      ConnectOptions options =
          TestPeers.connectTo(port).withTls(TlsSettings.mutual(node.trusting(tool)));
      try (Association association = AssociationConnector.connect(options)) {
        assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        assertThat(association.peer().certificate().orElseThrow().subject()).isEqualTo("CN=tool");
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
