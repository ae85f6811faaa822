package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path directory;
  private static SSLContext trusted = emptyContext();
  private static SSLContext stranger = emptyContext();

  private static SSLContext emptyContext() {
    try {
      return SSLContext.getInstance("TLS");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    trusted = context(directory.resolve("node.p12"));
    stranger = context(directory.resolve("stranger.p12"));
  }

  /** A context with a self-signed key pair that trusts itself only. */
  private static SSLContext context(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-dname",
                "CN=node",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("node", store.getCertificate("node"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusts.getTrustManagers(), null);
    return context;
  }

  private static DicomServer server(CompletableFuture<byte[]> received) throws IOException {
    AssociationSession session =
        (association, request) -> {
          received.complete(request.requireDataSet().readAll(10_000_000));
          request.respond(Status.SUCCESS);
        };
    return DicomServer.start(
        ServerOptions.onLoopback(0).withTls(TlsSettings.mutual(() -> trusted)),
        TestPeers.acceptAll(session));
  }

  @Test
  void store_shouldPassThroughMutualTls() throws Exception {
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    byte[] data = new byte[3_000_000];
    new Random(7).nextBytes(data);
    try (DicomServer server = server(received);
        Association association =
            AssociationConnector.connect(
                TestPeers.connectTo(server).withTls(TlsSettings.mutual(() -> trusted)))) {
      PresentationContext context =
          association.acceptedContext(TestPeers.CT_IMAGE_STORAGE).orElseThrow();
      try (OutgoingStore store =
          association.beginStore(context, StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"))) {
        store.write(ByteBuffer.wrap(data));
        assertThat(store.finish().status()).isEqualTo(Status.SUCCESS);
      }
      assertThat(received.get()).isEqualTo(data);
    }
  }

  @Test
  void client_shouldRefuseAServerItDoesNotTrust() throws Exception {
    try (DicomServer server = server(new CompletableFuture<>())) {
      assertThatThrownBy(() ->
              AssociationConnector.connect(
                  TestPeers.connectTo(server).withTls(TlsSettings.mutual(() -> stranger))))
          .isInstanceOf(IOException.class);
      assertThat(server.associations()).isEmpty();
    }
  }

  @Test
  void plainPeer_shouldBeTurnedAway() throws Exception {
    try (DicomServer server = server(new CompletableFuture<>())) {
      assertThatThrownBy(() -> AssociationConnector.connect(TestPeers.connectTo(server)))
          .isInstanceOf(IOException.class);
    }
  }
}
