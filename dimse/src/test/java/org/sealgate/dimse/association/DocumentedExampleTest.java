package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.dimse.tls.PemCertificatesFile;
import org.sealgate.dimse.tls.Pkcs12File;
import org.sealgate.dimse.tls.TestKeys;
import org.sealgate.dimse.tls.TlsFiles;

/** The examples of docs/dimse.md: they work, and the page shows exactly these lines. */
class DocumentedExampleTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String SYNTAX = "1.2.840.10008.1.2.1";

  @TempDir Path directory;

  private DicomServer startScp() throws Exception {
    // begin
    var supported = SupportedContexts.none().with(CT, List.of(SYNTAX));
    AssociationSession session =
        (association, request) -> {
          String name = StoreRequest.of(request.command()).affectedSopInstanceUid();
          try (var dataSet = request.requireDataSet().asInputStream()) {
            Files.copy(dataSet, directory.resolve(name));
          }
          request.respond(Status.SUCCESS);
        };
    var server = DicomServer.start(ServerOptions.onLoopback(0), supported.accepting(session));
    // end
    return server;
  }

  private Status send(int port, ByteBuffer dataSet) throws Exception {
    // begin
    var options =
        ConnectOptions.to("127.0.0.1", port, new AeTitle("ARCHIVE"), new AeTitle("MODALITY"))
            .propose(CT, SYNTAX);
    try (Association association = AssociationConnector.connect(options)) {
      var context = association.acceptedContext(CT, SYNTAX).orElseThrow();
      try (var store = association.beginStore(context, StoreRequest.of(CT, "1.2.3.4"))) {
        store.write(dataSet);
        return store.finish().status();
      }
    }
    // end
  }

  @Test
  void example_shouldStoreAnInstance() throws Exception {
    byte[] dataSet = new byte[500_000];
    try (DicomServer server = startScp()) {
      assertThat(send(server.port(), ByteBuffer.wrap(dataSet))).isEqualTo(Status.SUCCESS);
    }
    assertThat(directory.resolve("1.2.3.4")).hasBinaryContent(dataSet);
  }

  private static Status refusal() {
    // begin
    Status status =
        Status.INVALID_ATTRIBUTE_VALUE
            .withComment("Status is not one of the defined terms")
            .withOffendingElements(List.of(0x00400252));
    // end
    return status;
  }

  @Test
  void status_shouldBeCompleteOnTheWire() throws Exception {
    CommandSet sent = Commands.response(Commands.setRequest("1.2.3", "1.2.3.4"), refusal());

    assertThat(CommandSet.decode(sent.encode()).status()).isEqualTo(refusal());
  }

  private static ServerOptions secure(Path keyStore, Path trusted, char[] password)
      throws Exception {
    // begin
    var keys = TlsFiles.of(new Pkcs12File(keyStore, password), new PemCertificatesFile(trusted));
    var options = ServerOptions.onPort(2762).withTls(TlsSettings.mutual(keys));
    // end
    return options;
  }

  @Test
  void secureOptions_shouldDemandACertificate() throws Exception {
    Path keyStore = TestKeys.pkcs12(directory.resolve("node.p12"), "node");
    Path trusted = TestKeys.pemCertificate(keyStore, directory.resolve("trusted.pem"));

    TlsSettings tls = secure(keyStore, trusted, TestKeys.PASSWORD.toCharArray()).tls();

    assertThat(tls).isNotNull();
    assertThat(tls.clientCertificateRequired()).isTrue();
    assertThat(tls.context().get()).isNotNull();
  }

  @Test
  void page_shouldShowExactlyTheseLines() throws Exception {
    String page = Files.readString(Path.of("../docs/dimse.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/org/sealgate/dimse/association/DocumentedExampleTest.java"));

    assertThat(blocks(page, "```java\n", "```"))
        .hasSize(4)
        .containsExactlyElementsOf(blocks(source, "// begin\n", "// end\n"));
  }

  /** What stands between marks at the beginning of lines, in order, without white space. */
  private static List<String> blocks(String text, String begin, String end) {
    Matcher matcher = Pattern.compile("(?ms)^ *" + begin + "(.*?)^ *" + end).matcher(text);
    return matcher.results().map(block -> withoutSpace(block.group(1))).toList();
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
