package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** The SCP and the SCU of docs/dimse.md: they work, and the page shows exactly these lines. */
class DocumentedExampleTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String SYNTAX = "1.2.840.10008.1.2.1";

  @TempDir Path directory;

  private DicomServer startScp() throws Exception {
    // scp-begin
    var supported = SupportedContexts.none().with(CT, List.of(SYNTAX));
    AssociationSession session =
        (association, request) -> {
          Path file = directory.resolve(request.command().sopInstanceUid().orElseThrow());
          try (var out =
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            IncomingDataSet dataSet = request.requireDataSet();
            for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
              out.write(piece);
            }
          }
          request.respond(Status.SUCCESS);
        };
    var server =
        DicomServer.start(
            ServerOptions.onLoopback(0),
            (request, peer) ->
                new AssociationDecision.Accept(supported.negotiate(request), session));
    // scp-end
    return server;
  }

  private Status send(int port, ByteBuffer dataSet) throws Exception {
    // scu-begin
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
    // scu-end
  }

  @Test
  void example_shouldStoreAnInstance() throws Exception {
    byte[] dataSet = new byte[500_000];
    try (DicomServer server = startScp()) {
      assertThat(send(server.port(), ByteBuffer.wrap(dataSet))).isEqualTo(Status.SUCCESS);
    }
    assertThat(directory.resolve("1.2.3.4")).hasBinaryContent(dataSet);
  }

  @Test
  void page_shouldShowTheseLines() throws Exception {
    String page = withoutSpace(Files.readString(Path.of("../docs/dimse.md")));
    String source =
        Files.readString(
            Path.of("src/test/java/org/sealgate/dimse/association/DocumentedExampleTest.java"));

    assertThat(page).contains(withoutSpace(between(source, "// scp-begin", "// scp-end")));
    assertThat(page).contains(withoutSpace(between(source, "// scu-begin", "// scu-end")));
  }

  private static String between(String text, String begin, String end) {
    int start = text.indexOf(begin) + begin.length();
    return text.substring(start, text.indexOf(end, start));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }
}
