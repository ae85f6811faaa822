package org.sealgate.testdicom.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.pacs.FirstSyntaxPolicy;
import org.sealgate.testdicom.pacs.ReceivedFile;
import org.sealgate.testdicom.process.Peer;

/**
 * A Storage SCP that writes each instance as a Part 10 file: preamble, File Meta Information and
 * the data set byte for byte as it came, like {@code storescp +B}. The file is closed before
 * Success is answered; it is not forced to the disk, as {@code storescp} does not either.
 */
final class FileReceiver implements AutoCloseable {
  private static final String AE_TITLE = "RECEIVER";

  private final Path folder;
  private final DicomServer server;

  private FileReceiver(Path folder, int maximumPduLength) throws IOException {
    this.folder = folder;
    ServerOptions options =
        ServerOptions.onLoopback(0)
            .withLimits(
                AssociationLimits.DEFAULT.withPduLengths(maximumPduLength, maximumPduLength));
    this.server =
        DicomServer.start(options, new FirstSyntaxPolicy((_, request) -> receive(request)));
  }

  /**
   * Starts to listen on a free port of loopback.
   *
   * @param folder existing folder for the files
   * @param maximumPduLength announced to the peer, in bytes
   */
  static FileReceiver start(Path folder, int maximumPduLength) throws IOException {
    return new FileReceiver(folder, maximumPduLength);
  }

  /** Whom to call. */
  Peer peer() {
    return Peer.local(AE_TITLE, server.port());
  }

  private void receive(DimseRequest request) throws IOException, DimseStatusException {
    StoreRequest store = StoreRequest.of(request.command());
    ReceivedFile.write(folder.resolve(store.affectedSopInstanceUid() + ".dcm"), request);
    request.respond(Status.SUCCESS);
  }

  @Override
  public void close() {
    server.close();
  }
}
