package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;
import org.sealgate.testdicom.process.ToolResult;

/**
 * TLS (PS3.15 B.9 to B.13) with DCMTK's {@code +tls}, both ways, with both certificates checked.
 */
class DcmtkTlsTest {
  @TempDir static Path keys;
  private static TlsIdentity us;
  private static TlsIdentity dcmtk;
  private static TlsIdentity stranger;
  private static List<Path> files;

  @TempDir Path folder;
  private final List<AutoCloseable> running = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    us = TlsIdentity.create("sealgate", keys);
    dcmtk = TlsIdentity.create("dcmtk", keys);
    stranger = TlsIdentity.create("stranger", keys);
    files =
        Studies.tomography(StudyOptions.of(42), 2, 64, 64)
            .writeTo(keys.resolve("files"), Encoding.DEFAULT);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable part : running) {
      part.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+py", "+px", "+pz"})
  void storescu_shouldStore_withEachProfile(String profile) throws Exception {
    RecordingScp scp = server(us.trusting(dcmtk));

    store(scp, dcmtk, profile).requireSuccess();

    assertThat(scp.requests(CommandField.C_STORE_RQ)).hasSize(files.size());
  }

  @Test
  void storescu_shouldBeLeftOut_withTheRetiredAesProfile() throws Exception {
    // Its suites have no forward secrecy (TLS_RSA_WITH_AES_128_CBC_SHA), and the JDK has none left.
    RecordingScp scp = server(us.trusting(dcmtk));

    assertThat(store(scp, dcmtk, "+pa").succeeded()).isFalse();
    assertThat(scp.associations()).isEmpty();
  }

  @Test
  void storescu_shouldAgreeOnTls12WithAForwardSecretCipher() throws Exception {
    RecordingScp scp = server(us.trusting(dcmtk));

    String output = store(scp, dcmtk, "+pz", "-d").requireSuccess().output();

    assertThat(output).contains("TLSv1.2", "ECDHE").doesNotContain("TLSv1.1");
  }

  @Test
  void storescu_shouldBeLeftOut_withACertificateThatWeDoNotTrust() throws Exception {
    RecordingScp scp = server(us.trusting(dcmtk));

    ToolResult result = store(scp, stranger, "+py");

    assertThat(result.succeeded()).isFalse();
    assertThat(scp.associations()).isEmpty();
  }

  @Test
  void storescu_shouldLeaveUsOut_withACertificateThatItDoesNotTrust() throws Exception {
    RecordingScp scp = server(stranger.trusting(dcmtk));

    ToolResult result = store(scp, dcmtk, "+py");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("certificate verify failed");
    assertThat(scp.associations()).isEmpty();
  }

  @Test
  void storescu_shouldBeLeftOut_whenItSpeaksInClear() throws Exception {
    RecordingScp scp = server(us.trusting(dcmtk));

    ToolResult result = DcmtkTools.run("storescu", scp.peer(), files);

    assertThat(result.succeeded()).isFalse();
    assertThat(scp.associations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+py", "+px", "+pz"})
  void storescp_shouldReceiveEveryByte_withEachProfile(String profile) throws Exception {
    ScpProcess scp = storescp(profile);

    try (Association association = AssociationConnector.connect(to(scp, us.trusting(dcmtk)))) {
      for (DataSetSource source : DataSetSource.of(files)) {
        assertThat(ScuClient.store(association, source).isSuccess()).isTrue();
      }
    }

    assertThat(DataSets.digests(received())).isEqualTo(DataSets.digests(files));
  }

  @Test
  void storescp_shouldBeLeftOut_withACertificateThatWeDoNotTrust() throws Exception {
    ScpProcess scp = storescp("+py");

    assertThatThrownBy(() -> AssociationConnector.connect(to(scp, us.trusting(stranger))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void storescp_shouldLeaveUsOut_withACertificateThatItDoesNotTrust() throws Exception {
    ScpProcess scp = storescp("+py");

    assertThatThrownBy(() -> AssociationConnector.connect(to(scp, stranger.trusting(dcmtk))))
        .isInstanceOf(IOException.class);
  }

  private RecordingScp server(SSLContext context) throws IOException {
    ServerOptions options = ServerOptions.onLoopback(0).withTls(TlsSettings.mutual(() -> context));
    RecordingScp scp = RecordingScp.start("ARCHIVE", options, RecordingScp.Handler.SUCCESS);
    running.add(scp);
    return scp;
  }

  private ScpProcess storescp(String profile) throws IOException, GeneralSecurityException {
    SSLContext context = us.trusting(dcmtk);
    Peer peer = Peer.local("STORESCP", FreePorts.next());
    List<String> options = new ArrayList<>(List.of("-v", "+B", "-od", folder.toString()));
    options.addAll(List.of(tls(dcmtk, us, profile)));
    ScpProcess scp =
        ScpProcess.start(
            peer,
            ScpProcess.dcmtk("storescp", peer, keys, options),
            TlsSettings.mutual(() -> context));
    running.add(scp);
    return scp;
  }

  private List<Path> received() throws IOException {
    try (Stream<Path> received = Files.list(folder)) {
      return received.toList();
    }
  }

  private static ConnectOptions to(ScpProcess scp, SSLContext context) {
    return Exchange.to(scp.peer())
        .propose(SopClasses.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())
        .withTls(TlsSettings.mutual(() -> context));
  }

  private static ToolResult store(RecordingScp scp, TlsIdentity identity, String... options) {
    List<String> all = new ArrayList<>(List.of(tls(identity, us)));
    all.addAll(List.of(options));
    return DcmtkTools.run("storescu", scp.peer(), files, all.toArray(String[]::new));
  }

  /** Options that show a certificate and trust another one. */
  private static String[] tls(TlsIdentity own, TlsIdentity trusted, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "+tls",
                own.keyFile().toString(),
                own.certificateFile().toString(),
                "+cf",
                trusted.certificateFile().toString()));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }
}
