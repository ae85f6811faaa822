package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.LimitKind;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.association.ServerStatistics;
import org.sealgate.dimse.association.TestPeers;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** A server that writes what it receives into files, and so holds a descriptor meanwhile. */
final class StoringServer implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 20;
  private static final String GOOD_INSTANCE = "1.2.840.99999.1";

  private final Path folder;
  private final DicomServer server;

  StoringServer(Path folder, AssociationLimits limits, AssociationTimeouts timeouts)
      throws IOException {
    this.folder = folder;
    this.server =
        DicomServer.start(
            ServerOptions.onLoopback(0)
                .withLimits(limits)
                .withTimeouts(timeouts)
                .withCloseGrace(Duration.ofSeconds(2)),
            TestPeers.acceptAll((_, request) -> answer(request)));
  }

  DicomServer server() {
    return server;
  }

  private void answer(DimseRequest request) throws Exception {
    if (request.command().commandField().orElse(null) == CommandField.C_STORE_RQ) {
      store(request.requireDataSet());
    }
    request.respond(Status.SUCCESS);
  }

  private void store(IncomingDataSet dataSet) throws IOException {
    Path file = Files.createTempFile(folder, "received", ".part");
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
        out.write(piece);
      }
      Files.move(file, folder.resolve(GOOD_INSTANCE + "-" + System.nanoTime()));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Does what a well-behaved peer does, and finds that it works. Where this machine is too busy to
   * let that peer keep the server's times, which are short in some tests, it tries again.
   */
  void assertServesGoodPeers(int dataSetLength) throws IOException {
    for (int attempt = 1; ; attempt++) {
      long before = timesExceeded();
      try {
        assertServesGoodPeer(dataSetLength);
        return;
      } catch (IOException failure) {
        if (attempt == MOST_ATTEMPTS || timesExceeded() == before) {
          throw failure;
        }
      }
    }
  }

  private long timesExceeded() {
    ServerStatistics statistics = server.statistics();
    return statistics.exceeded(LimitKind.ARTIM_TIME)
        + statistics.exceeded(LimitKind.IDLE_TIME)
        + statistics.exceeded(LimitKind.MESSAGE_TIME);
  }

  private void assertServesGoodPeer(int dataSetLength) throws IOException {
    byte[] dataSet = new byte[dataSetLength];
    Arrays.fill(dataSet, (byte) 7);
    try (Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      PresentationContext context =
          association.acceptedContext(TestPeers.CT_IMAGE_STORAGE).orElseThrow();
      try (OutgoingStore store =
          association.beginStore(
              context, StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, GOOD_INSTANCE))) {
        store.write(ByteBuffer.wrap(dataSet));
        assertThat(store.finish().status()).isEqualTo(Status.SUCCESS);
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
