package org.sealgate.scp.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationRejectedException;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.PeerCertificate;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.tls.PemCertificatesFile;
import org.sealgate.dimse.tls.Pkcs12File;
import org.sealgate.dimse.tls.TlsFiles;
import org.sealgate.scp.Node;
import org.sealgate.scp.config.NodeConfigurationReader;

/** TLS on the node's port, and peers that are known by their certificate. */
class CertificateTest {
  private static final String PASSWORD = "changeit";
  private static final String VERIFICATION = "1.2.840.10008.1.1";

  @TempDir Path folder;

  @BeforeEach
  void makeCertificates() throws Exception {
    Files.writeString(folder.resolve("password"), PASSWORD);
    StringBuilder clients = new StringBuilder();
    for (String name : List.of("node", "ct1", "ct2")) {
      generate(name);
      String body = Base64.getMimeEncoder().encodeToString(certificate(name).getEncoded());
      String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
      Files.writeString(folder.resolve(name + ".pem"), pem);
      clients.append(name.equals("node") ? "" : pem);
    }
    Files.writeString(folder.resolve("clients.pem"), clients);
  }

  private void generate(String name) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve(name + ".p12").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  private X509Certificate certificate(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(stream, PASSWORD.toCharArray());
    }
    return (X509Certificate) store.getCertificate(name);
  }

  private Node node() throws Exception {
    return Node.start(
        NodeConfigurationReader.parse(
            "node.yaml",
            """
            ae-title: SEALGATE
            bind-address: 127.0.0.1
            port: 0
            data: data
            inference: {enabled: false}
            admin: {enabled: false}
            pacs: {ae-title: ARCHIVE, host: 127.0.0.1, port: 1}
            modalities:
              - {ae-title: CT1, certificate: "%s"}
              - {ae-title: ANY}
            tls:
              key-store: node.p12
              key-store-password-file: password
              trusted-certificates: clients.pem
            """
                .formatted(PeerCertificate.of(certificate("ct1")).sha256()),
            folder));
  }

  private Status echo(Node node, String title, String certificate) throws IOException {
    TlsFiles files =
        TlsFiles.of(
            new Pkcs12File(folder.resolve(certificate + ".p12"), PASSWORD.toCharArray()),
            new PemCertificatesFile(folder.resolve("node.pem")));
    ConnectOptions options =
        ConnectOptions.to("127.0.0.1", node.port(), new AeTitle("SEALGATE"), new AeTitle(title))
            .propose(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())
            .withTls(TlsSettings.mutual(files));
    try (Association association = AssociationConnector.connect(options)) {
      return association.echo();
    }
  }

  @Test
  void decide_shouldKnowAPeerByItsCertificate() throws Exception {
    try (Node node = node()) {
      assertThat(echo(node, "CT1", "ct1")).isEqualTo(Status.SUCCESS);
      assertThat(echo(node, "ANY", "ct2")).isEqualTo(Status.SUCCESS);
      assertThatThrownBy(() -> echo(node, "CT1", "ct2"))
          .isInstanceOfSatisfying(
              AssociationRejectedException.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(3));
      assertThatThrownBy(() -> echo(node, "ANY", "node"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(AssociationRejectedException.class);
    }
  }
}
