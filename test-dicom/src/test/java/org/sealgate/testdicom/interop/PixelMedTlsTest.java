package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.GetResult;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.PixelMed;
import org.sealgate.testdicom.process.ScpProcess;
import org.sealgate.testdicom.process.ToolResult;

/**
 * The PixelMed toolkit through TLS, both ways. It takes its keys from the properties of its virtual
 * machine. As SCU it shows its certificate; as SCP it asks for none.
 */
class PixelMedTlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(85), 3, 32, 32);
  private static final List<DataSetSource> SOURCES = DataSetSource.of(SERIES, Encoding.DEFAULT);

  @TempDir static Path folder;
  private static TlsIdentity us;
  private static TlsIdentity pixelMeds;
  private static TlsIdentity stranger;
  private static ScriptablePacs viewer;
  private static ScriptablePacs pacs;
  private static PixelMed pixelMed;
  private static ScpProcess archive;

  @BeforeAll
  static void start() throws Exception {
    us = TlsIdentity.create("sealgate", folder);
    pixelMeds = TlsIdentity.create("pixelmed", folder);
    stranger = TlsIdentity.create("stranger", folder);
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    PacsOptions options =
        PacsOptions.of("ARCHIVE")
            .taking(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
            .withDestination(viewer.peer())
            .through(us.mutual(pixelMeds));
    pacs = ScriptablePacs.start(options, folder.resolve("archive"));
    new ScuClient("FILLER", pacs.peer()).through(pixelMeds.mutual(us)).store(SOURCES);
    pixelMed = PixelMed.in(Files.createDirectory(folder.resolve("pixelmed")));
    archive = startArchive("received", showing(pixelMeds));
  }

  private static ScpProcess startArchive(String into, PixelMed toolkit) throws Exception {
    Peer peer = Peer.local("PIXELMED", FreePorts.next());
    Path received = Files.createDirectory(folder.resolve(into));
    return ScpProcess.start(
        peer,
        toolkit.command(
            "serve", Integer.toString(peer.port()), peer.aeTitle(), received.toString(), "SECURE"),
        us.mutual(pixelMeds));
  }

  @AfterAll
  static void stop() {
    archive.close();
    pacs.close();
    viewer.close();
  }

  /** The toolkit with somebody's certificate, trusting ours. */
  private static PixelMed showing(TlsIdentity identity) {
    return showing(identity, us);
  }

  private static PixelMed showing(TlsIdentity identity, TlsIdentity trusted) {
    return pixelMed.withJvmOptions(
        "-Djavax.net.ssl.keyStore=" + identity.storeFile(),
        "-Djavax.net.ssl.keyStorePassword=" + identity.password(),
        "-Djavax.net.ssl.trustStore=" + trusted.storeFile(),
        "-Djavax.net.ssl.trustStorePassword=" + trusted.password());
  }

  private static ToolResult ask(PixelMed toolkit, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, pacs.peer().host()));
    arguments.addAll(
        List.of(Integer.toString(pacs.peer().port()), pacs.peer().aeTitle(), "PIXELMED"));
    arguments.addAll(List.of(more));
    return toolkit.run(arguments.toArray(String[]::new));
  }

  private static String ask(String command, String... more) {
    return ask(showing(pixelMeds), command, more).requireSuccess().output();
  }

  @Test
  void itsEcho_shouldSucceed() {
    assertThat(ask("echo", "SECURE")).contains("ECHOED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void itsEcho_shouldAgreeOnTheVersion(String version) {
    PixelMed toolkit =
        showing(pixelMeds)
            .withJvmOptions(
                "-Djdk.tls.client.protocols=" + version, "-Djavax.net.debug=ssl:handshake");

    assertThat(ask(toolkit, "echo", "SECURE").requireSuccess().output())
        .contains("Negotiated protocol version: " + version)
        .contains("ECHOED");
  }

  @Test
  void itsStore_shouldArriveByteForByte() throws IOException {
    List<Path> sent =
        Studies.tomography(StudyOptions.of(86), 2, 32, 32)
            .writeTo(folder.resolve("sent"), Encoding.DEFAULT);

    String output = ask("secure-store", sent.stream().map(Path::toString).toArray(String[]::new));

    assertThat(output).contains("completed=2 failed=0");
    for (Map.Entry<String, String> digest : DataSets.digests(sent).entrySet()) {
      assertThat(pacs.received(digest.getKey()).orElseThrow().sha256())
          .isEqualTo(digest.getValue());
    }
  }

  @Test
  void itsFind_shouldSeeEveryInstance() {
    String output = ask("secure-find", "IMAGE", SERIES.studyInstanceUid());

    assertThat(output.lines().filter(line -> line.startsWith("MATCH ")))
        .containsExactlyInAnyOrderElementsOf(
            SERIES.sopInstanceUids().stream().map(uid -> "MATCH " + uid).toList());
  }

  @Test
  void itsMove_shouldReachTheDestination() throws IOException {
    assertThat(ask("secure-move", SERIES.studyInstanceUid(), "VIEWER")).contains("STATUS 0000");

    for (DataSetSource source : SOURCES) {
      assertThat(viewer.received(source.sopInstanceUid()).orElseThrow().sha256())
          .isEqualTo(DataSets.digest(source));
    }
  }

  @Test
  void itsEcho_shouldBeLeftOut_withACertificateThatWeDoNotTrust() {
    assertThat(ask(showing(stranger), "echo", "SECURE").succeeded()).isFalse();
  }

  @Test
  void itsEcho_shouldLeaveUsOut_withACertificateThatItDoesNotTrust() {
    ToolResult result = ask(showing(pixelMeds, stranger), "echo", "SECURE");

    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("unable to find valid certification path");
  }

  @Test
  void itsEcho_shouldBeLeftOut_inClear() {
    assertThat(ask(showing(pixelMeds), "echo", "NONSECURE").succeeded()).isFalse();
  }

  @Test
  void itsArchive_shouldTakeFindAndHandOutWhatWeStore() throws Exception {
    ScuClient client = client().through(us.mutual(pixelMeds));
    assertThat(client.store(SOURCES)).hasSize(3).allMatch(Status::isSuccess);
    // It answers before it hands on what it received.
    archive.process().awaitLog(Pattern.compile("(?s)(RECEIVED .*){3}"), LIMIT);
    try (Stream<Path> received = Files.list(folder.resolve("received"))) {
      assertThat(DataSets.digests(received.toList())).isEqualTo(DataSets.digestsOf(SOURCES));
    }

    DataSet keys =
        ScuClient.study(SERIES.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SOP_INSTANCE_UID);
    assertThat(client.find(QueryModel.STUDY_ROOT, keys))
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());

    GetResult got =
        client.get(
            QueryModel.STUDY_ROOT,
            ScuClient.study(SERIES.studyInstanceUid()),
            SOURCES,
            Files.createDirectory(folder.resolve("fetched")));
    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(got.received()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void itsArchive_shouldAgreeOnTheVersion(String version) throws Exception {
    PixelMed toolkit =
        showing(pixelMeds)
            .withJvmOptions(
                "-Djdk.tls.server.protocols=" + version, "-Djavax.net.debug=ssl:handshake");
    // Started is a server that has answered our C-ECHO.
    try (ScpProcess server = startArchive(version, toolkit)) {
      assertThat(server.process().log()).contains("Negotiated protocol version: " + version);
    }
  }

  @Test
  void itsArchive_shouldBeLeftOut_withACertificateThatWeDoNotTrust() {
    assertThatThrownBy(() -> client().through(us.mutual(stranger)).echo())
        .isInstanceOf(IOException.class);
  }

  @Test
  void itsArchive_shouldLeaveUsOut_inClear() {
    assertThatThrownBy(() -> client().echo()).isInstanceOf(IOException.class);
  }

  private static ScuClient client() {
    return new ScuClient("SEALGATE", archive.peer());
  }
}
