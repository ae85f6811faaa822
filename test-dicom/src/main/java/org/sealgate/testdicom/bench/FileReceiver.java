package org.sealgate.testdicom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.Implementation;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.data.DicomFileWriter;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
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
    this.server = DicomServer.start(options, (request, peer) -> accept(request));
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

  private AssociationDecision accept(AssociateRequest request) {
    return new AssociationDecision.Accept(
        request.presentationContexts().stream()
            .map(proposal ->
                PresentationContextResult.accepted(
                    proposal.id(), proposal.transferSyntaxes().getFirst()))
            .toList(),
        new Session());
  }

  /** One association. */
  private final class Session implements AssociationSession {
    @Override
    public void onRequest(Association association, DimseRequest request) throws Exception {
      StoreRequest store = StoreRequest.of(request.command());
      receive(store, request.presentationContext().transferSyntax(), request.requireDataSet());
      request.respond(Status.SUCCESS);
    }
  }

  private void receive(StoreRequest store, String transferSyntaxUid, IncomingDataSet dataSet)
      throws IOException {
    FileMetaInformation meta =
        FileMetaInformation.create(
            store.affectedSopClassUid(),
            store.affectedSopInstanceUid(),
            TransferSyntax.of(transferSyntaxUid),
            Implementation.DEFAULT.classUid().orElseThrow(),
            Implementation.DEFAULT.versionName().orElseThrow());
    Path file = folder.resolve(store.affectedSopInstanceUid() + ".dcm");
    try (DicomFileWriter writer = DicomFileWriter.create(file, meta)) {
      for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
        writer.write(piece);
      }
      writer.finish();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
