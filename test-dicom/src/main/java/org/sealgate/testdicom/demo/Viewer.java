package org.sealgate.testdicom.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.Implementation;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.process.Peer;

/**
 * A workstation that receives: takes every image in the transfer syntax proposed first and counts
 * it; keeps one as a file where it is told to.
 */
final class Viewer implements AutoCloseable {
  private final String aeTitle;
  private final DicomServer server;
  private final Map<String, Path> wanted = new ConcurrentHashMap<>();
  private final Map<String, Long> received = new ConcurrentHashMap<>();

  private Viewer(String aeTitle) throws IOException {
    this.aeTitle = aeTitle;
    this.server =
        DicomServer.start(ServerOptions.onLoopback(0), (request, peer) -> accept(request));
  }

  static Viewer start(String aeTitle) throws IOException {
    return new Viewer(aeTitle);
  }

  Peer peer() {
    return Peer.local(aeTitle, server.port());
  }

  /** Bytes of the data set of each image received since {@link #forget}, by SOP Instance UID. */
  Map<String, Long> received() {
    return Map.copyOf(received);
  }

  /** Forgets what was received. */
  void forget() {
    received.clear();
  }

  /** Writes the image to a file when it comes. */
  void keep(String sopInstanceUid, Path file) {
    wanted.put(sopInstanceUid, file);
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
      IncomingDataSet dataSet = request.dataSet();
      if (request.command().commandField().equals(Optional.of(CommandField.C_STORE_RQ))
          && dataSet != null) {
        StoreRequest store = StoreRequest.of(request.command());
        receive(store, request.presentationContext().transferSyntax(), dataSet);
      }
      request.respond(Status.SUCCESS);
    }
  }

  private void receive(StoreRequest store, String transferSyntaxUid, IncomingDataSet dataSet)
      throws IOException {
    String uid = store.affectedSopInstanceUid();
    Path file = wanted.get(uid);
    if (file == null) {
      dataSet.skip();
    } else {
      write(store, transferSyntaxUid, dataSet, file);
    }
    received.put(uid, dataSet.bytesReceived());
  }

  private static void write(
      StoreRequest store, String transferSyntaxUid, IncomingDataSet dataSet, Path file)
      throws IOException {
    FileMetaInformation meta =
        FileMetaInformation.create(
            store.affectedSopClassUid(),
            store.affectedSopInstanceUid(),
            TransferSyntax.of(transferSyntaxUid),
            Implementation.DEFAULT.classUid().orElseThrow(),
            Implementation.DEFAULT.versionName().orElseThrow());
    try (OutputStream output = Files.newOutputStream(file);
        WritableByteChannel channel = Channels.newChannel(output)) {
      DicomFile.writeHeader(output, meta);
      for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
