package org.sealgate.testdicom.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.DimseStatusException;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.pacs.FirstSyntaxPolicy;
import org.sealgate.testdicom.pacs.ReceivedFile;
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
        DicomServer.start(
            ServerOptions.onLoopback(0), new FirstSyntaxPolicy((_, request) -> serve(request)));
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

  /** Writes the image to a file when it comes, in place of an earlier one. */
  void keep(String sopInstanceUid, Path file) {
    wanted.put(sopInstanceUid, file);
  }

  private void serve(DimseRequest request) throws IOException, DimseStatusException {
    if (request.command().commandField().equals(Optional.of(CommandField.C_STORE_RQ))) {
      receive(request);
    }
    request.respond(Status.SUCCESS);
  }

  private void receive(DimseRequest request) throws IOException, DimseStatusException {
    String uid = StoreRequest.of(request.command()).affectedSopInstanceUid();
    IncomingDataSet dataSet = request.requireDataSet();
    Path file = wanted.get(uid);
    if (file == null) {
      dataSet.skip();
    } else {
      Files.deleteIfExists(file);
      ReceivedFile.write(file, request);
    }
    received.put(uid, dataSet.bytesReceived());
  }

  @Override
  public void close() {
    server.close();
  }
}
