package org.sealgate.testdicom.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.process.Peer;

/** Requests of any kind and their responses, with data sets as trees. */
final class Exchange {
  /** Most bytes of a data set that a test holds in memory. */
  static final int MAXIMUM_LENGTH = 16 << 20;

  private static final List<String> UNCOMPRESSED =
      List.of(
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());

  private Exchange() {}

  /**
   * One response.
   *
   * @param command its command set
   * @param attributes its data set, empty if it has none
   */
  record Reply(CommandSet command, DataSet attributes) {
    /** The status. */
    Status status() {
      return command.status();
    }
  }

  /** Options that call a peer as SEALGATE, with nothing proposed yet. */
  static ConnectOptions to(Peer peer) {
    return ConnectOptions.to(
        peer.host(), peer.port(), new AeTitle(peer.aeTitle()), new AeTitle("SEALGATE"));
  }

  /** An association for the uncompressed syntaxes of some SOP classes. */
  static Association open(Peer peer, String... sopClassUids) throws IOException {
    ConnectOptions options = to(peer);
    for (String uid : sopClassUids) {
      options = options.propose(uid, UNCOMPRESSED);
    }
    return AssociationConnector.connect(options);
  }

  /**
   * Sends a request in the context of a SOP class and waits for all its responses.
   *
   * @param dataSet null if the request has none
   */
  static List<Reply> all(
      Association association, String sopClassUid, CommandSet request, @Nullable DataSet dataSet)
      throws IOException {
    PresentationContext context =
        association
            .acceptedContext(sopClassUid)
            .orElseThrow(() -> new IOException("the peer did not accept " + sopClassUid));
    List<Reply> replies = new ArrayList<>();
    try (PendingOperation operation = begin(association, context, request, dataSet)) {
      for (DimseResponse r = operation.next(); r != null; r = operation.next()) {
        replies.add(new Reply(r.command(), attributes(r.dataSet(), context)));
      }
    }
    return replies;
  }

  /** The same for a request that has one response. */
  static Reply one(
      Association association, String sopClassUid, CommandSet request, @Nullable DataSet dataSet)
      throws IOException {
    List<Reply> replies = all(association, sopClassUid, request, dataSet);
    if (replies.size() != 1) {
      throw new IOException(replies.size() + " responses to " + request);
    }
    return replies.getFirst();
  }

  /** Sends a request, whose responses are still to be taken. */
  static PendingOperation begin(
      Association association,
      PresentationContext context,
      CommandSet request,
      @Nullable DataSet dataSet)
      throws IOException {
    CommandSet command = request.toBuilder().dataSet(dataSet != null).build();
    return association.request(context, command, dataSet == null ? null : bytes(dataSet, context));
  }

  /** A data set as bytes of a context's transfer syntax. */
  static ByteBuffer bytes(DataSet dataSet, PresentationContext context) {
    TransferSyntax syntax = TransferSyntax.of(context.transferSyntax());
    return ByteBuffer.wrap(DataSetWriter.toBytes(dataSet, syntax));
  }

  /** A received data set, empty if there is none. */
  static DataSet attributes(@Nullable IncomingDataSet dataSet, PresentationContext context)
      throws IOException {
    return dataSet == null
        ? new DataSet()
        : attributes(dataSet.readAll(MAXIMUM_LENGTH), context.transferSyntax());
  }

  /** The data set in some bytes. */
  static DataSet attributes(byte[] bytes, String transferSyntaxUid) throws IOException {
    return DataSetReader.read(ByteBuffer.wrap(bytes), TransferSyntax.of(transferSyntaxUid));
  }
}
