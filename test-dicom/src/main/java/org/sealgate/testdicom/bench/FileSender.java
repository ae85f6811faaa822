package org.sealgate.testdicom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.process.Peer;

/**
 * A Storage SCU that sends Part 10 files over one association, like {@code storescu}: reads the
 * File Meta Information of each first to know what to propose.
 */
final class FileSender {
  private static final int BUFFER_LENGTH = 512 << 10;

  private final Peer peer;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);

  FileSender(Peer peer) {
    this.peer = peer;
  }

  /** What is sent: a file and where its data set begins. */
  private record Source(Path file, FileMetaInformation meta, long dataSetOffset) {
    static Source of(Path file) throws IOException {
      try (DicomFile dicom = DicomFile.open(file)) {
        return new Source(
            file,
            dicom.metaInformation().orElseThrow(() -> new IOException(file + " has no group 0002")),
            dicom.dataSetOffset());
      }
    }
  }

  /**
   * Sends all files, one after the other; the peer has to take every one.
   *
   * @throws IOException if it does not, or the association ends
   */
  void send(List<Path> files) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(Source.of(file));
    }
    try (Association association = AssociationConnector.connect(options(sources))) {
      for (Source source : sources) {
        send(association, source);
      }
    }
  }

  private ConnectOptions options(List<Source> sources) {
    ConnectOptions options =
        ConnectOptions.to(
            peer.host(), peer.port(), new AeTitle(peer.aeTitle()), new AeTitle("SENDER"));
    for (Context context : sources.stream().map(Context::of).distinct().toList()) {
      options = options.propose(context.sopClassUid(), context.transferSyntaxUid());
    }
    return options;
  }

  private record Context(String sopClassUid, String transferSyntaxUid) {
    static Context of(Source source) {
      return new Context(
          source.meta().mediaStorageSopClassUid(), source.meta().transferSyntaxUid());
    }
  }

  private void send(Association association, Source source) throws IOException {
    String sopClassUid = source.meta().mediaStorageSopClassUid();
    PresentationContext context =
        association
            .acceptedContext(sopClassUid, source.meta().transferSyntaxUid())
            .orElseThrow(() -> new IOException("the peer did not accept " + sopClassUid));
    StoreRequest request = StoreRequest.of(sopClassUid, source.meta().mediaStorageSopInstanceUid());
    try (FileChannel in = FileChannel.open(source.file());
        OutgoingStore store = association.beginStore(context, request)) {
      in.position(source.dataSetOffset());
      while (in.read(buffer.clear()) >= 0) {
        store.write(buffer.flip());
      }
      Status status = store.finish().status();
      if (!status.isSuccess()) {
        throw new IOException(source.file() + ": the peer answered " + status);
      }
    }
  }
}
