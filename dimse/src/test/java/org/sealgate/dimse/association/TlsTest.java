package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.dimse.tls.TestKeys;
import org.sealgate.dimse.tls.TlsFiles;
import org.sealgate.dimse.tls.TlsProfile;

class TlsTest {
  @TempDir static Path shared;
  private static Path node = Path.of("node.p12");
  private static Path modality = Path.of("modality.p12");

  @TempDir Path directory;

  @BeforeAll
  static void makeKeys() throws Exception {
    node = TestKeys.pkcs12(shared.resolve("node.p12"), "node");
    modality = TestKeys.pkcs12(shared.resolve("modality.p12"), "modality", "san=ip:127.0.0.1");
  }

  private static DicomServer server(TlsSettings tls, AssociationSession session)
      throws IOException {
    return DicomServer.start(
        ServerOptions.onLoopback(0).withTls(tls), TestPeers.acceptAll(session));
  }

  private static DicomServer mutualServer() throws IOException {
    return server(TlsSettings.mutual(TestKeys.files(node, modality)), TestPeers.ANSWER_SUCCESS);
  }

  private static Association connect(DicomServer server, TlsSettings tls) throws IOException {
    return AssociationConnector.connect(TestPeers.connectTo(server).withTls(tls));
  }

  private static TlsSettings client() throws IOException {
    return TlsSettings.mutual(TestKeys.files(modality, node));
  }

  @ParameterizedTest
  @FieldSource("org.sealgate.dimse.tls.TlsProfile#ALL")
  void store_shouldPassThroughMutualTls(TlsProfile profile) throws Exception {
    CompletableFuture<byte[]> received = new CompletableFuture<>();
    AssociationSession session =
        (association, request) -> {
          received.complete(request.requireDataSet().readAll(10_000_000));
          request.respond(Status.SUCCESS);
        };
    byte[] data = new byte[3_000_000];
    new Random(7).nextBytes(data);
    TlsSettings tls = TlsSettings.mutual(TestKeys.files(node, modality)).withProfile(profile);
    try (DicomServer server = server(tls, session);
        Association association = connect(server, client().withProfile(profile))) {
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
  void certificates_shouldBeSeenByPolicyAndByBothSides() throws Exception {
    CompletableFuture<AssociationPeer> seenByPolicy = new CompletableFuture<>();
    AssociationPolicy policy =
        (request, peer) -> {
          seenByPolicy.complete(peer);
          return TestPeers.acceptAll(TestPeers.ANSWER_SUCCESS).decide(request, peer);
        };
    ServerOptions options =
        ServerOptions.onLoopback(0).withTls(TlsSettings.mutual(TestKeys.files(node, modality)));
    try (DicomServer server = DicomServer.start(options, policy);
        Association association = connect(server, client())) {
      assertThat(association.peer().certificate())
          .contains(PeerCertificate.of(TestKeys.certificate(node)));
      PeerCertificate shown = seenByPolicy.get().certificate().orElseThrow();
      assertThat(shown.subject()).isEqualTo("CN=modality");
      assertThat(shown.sha256())
          .matches("[0-9a-f]{64}")
          .isEqualTo(PeerCertificate.of(TestKeys.certificate(modality)).sha256());
      assertThat(server.associations())
          .allMatch(accepted -> accepted.peer().certificate().equals(Optional.of(shown)));
    }
  }

  @Test
  void serverOnly_shouldTakeClientsWithoutACertificate() throws Exception {
    TlsSettings tls = TlsSettings.serverOnly(TestKeys.files(node, modality));
    TlsSettings anonymous = TlsSettings.serverOnly(TlsFiles.trusting(TestKeys.material(node)));
    try (DicomServer server = server(tls, TestPeers.ANSWER_SUCCESS);
        Association association = connect(server, anonymous)) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      assertThat(server.associations())
          .singleElement()
          .satisfies(accepted -> assertThat(accepted.peer().certificate()).isEmpty());
    }
  }

  @Test
  void mutual_shouldRefuseAClientWithoutACertificate() throws Exception {
    TlsSettings anonymous = TlsSettings.serverOnly(TlsFiles.trusting(TestKeys.material(node)));
    try (DicomServer server = mutualServer()) {
      assertThatThrownBy(() -> connect(server, anonymous)).isInstanceOf(IOException.class);
      await().until(() -> server.statistics().brokenHandshakes() == 1);
      assertThat(server.associations()).isEmpty();
    }
  }

  @Test
  void mutual_shouldRefuseAClientThatItDoesNotTrust() throws Exception {
    TlsSettings stranger = TlsSettings.mutual(TestKeys.files(node, node));
    try (DicomServer server = mutualServer()) {
      assertThatThrownBy(() -> connect(server, stranger)).isInstanceOf(IOException.class);
      assertThat(server.statistics().associationsAccepted()).isZero();
    }
  }

  @Test
  void client_shouldRefuseAServerItDoesNotTrust() throws Exception {
    TlsSettings distrusting = TlsSettings.mutual(TestKeys.files(modality, modality));
    try (DicomServer server = mutualServer()) {
      assertThatThrownBy(() -> connect(server, distrusting)).isInstanceOf(IOException.class);
      assertThat(server.associations()).isEmpty();
    }
  }

  @Test
  void hostName_shouldBeCheckedWhereAskedFor() throws Exception {
    TlsSettings named = TlsSettings.serverOnly(TestKeys.files(modality, modality));
    TlsSettings checking =
        TlsSettings.mutual(TestKeys.files(node, modality)).withHostNameVerified();
    try (DicomServer server = server(named, TestPeers.ANSWER_SUCCESS);
        Association association = connect(server, checking)) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
    try (DicomServer server = mutualServer()) {
      assertThatThrownBy(() -> connect(server, client().withHostNameVerified()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void renewedCertificate_shouldBeShownToNewConnectionsWhileOldOnesGoOn() throws Exception {
    Path own = Files.copy(node, directory.resolve("own.p12"));
    Path renewed = TestKeys.pkcs12(directory.resolve("renewed.p12"), "renewed");
    TlsSettings tls = TlsSettings.mutual(TestKeys.files(own, modality));
    try (DicomServer server = server(tls, TestPeers.ANSWER_SUCCESS);
        Association before = connect(server, client())) {
      Files.copy(renewed, directory.resolve("next.p12"));
      Files.move(directory.resolve("next.p12"), own, StandardCopyOption.REPLACE_EXISTING);

      TlsSettings trusting = TlsSettings.mutual(TestKeys.files(modality, renewed));
      try (Association after = connect(server, trusting)) {
        assertThat(after.peer().certificate().orElseThrow().subject()).isEqualTo("CN=renewed");
        assertThat(after.echo()).isEqualTo(Status.SUCCESS);
      }
      assertThat(before.echo()).isEqualTo(Status.SUCCESS);
      assertThat(before.peer().certificate().orElseThrow().subject()).isEqualTo("CN=node");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void bothVersions_shouldBeTaken(String version) throws Exception {
    try (DicomServer server = mutualServer();
        SSLSocket socket = socket(server, version)) {
      socket.startHandshake();

      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(TlsProfile.BCP_195_RFC_9325.cipherSuites())
          .contains(socket.getSession().getCipherSuite());
    }
  }

  @Test
  void cipherSuiteOutsideTheProfile_shouldBeRefused() throws Exception {
    try (DicomServer server = mutualServer();
        SSLSocket socket = socket(server, "TLSv1.2")) {
      socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  private static SSLSocket socket(DicomServer server, String version) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestKeys.files(modality, node)
                .get()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  @Test
  void plainPeer_shouldBeTurnedAway() throws Exception {
    try (DicomServer server = mutualServer()) {
      assertThatThrownBy(() -> AssociationConnector.connect(TestPeers.connectTo(server)))
          .isInstanceOf(IOException.class);
    }
  }
}
