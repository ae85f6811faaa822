package org.sealgate.scp.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.DataSetTooLongException;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.upstream.Upstream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a request to the PACS as it is, and the PACS's responses back as they are: C-FIND of every
 * information model, worklist, performed procedure step and whatever else the two have negotiated.
 * Stateless.
 */
public final class RelayService {
  private static final Logger log = LoggerFactory.getLogger(RelayService.class);
  private static final int LONGEST_DATA_SET = 16 << 20;

  /** PS3.4 table C.4-1. */
  private static final Status IDENTIFIER_DOES_NOT_MATCH = Status.of(0xA900);

  /**
   * Serves a request and answers it.
   *
   * @param restriction what is changed in identifiers and left out of responses; {@link
   *     QueryRestriction#NONE} passes everything on
   * @throws IOException if the peer's association ended
   */
  public void serve(DimseRequest request, Upstream upstream, QueryRestriction restriction)
      throws IOException {
    Optional<Upstream.Route> route = upstream.route(request.presentationContext());
    if (route.isEmpty()) {
      request.respond(Status.OUT_OF_RESOURCES.withComment("the PACS cannot be reached"));
      return;
    }
    ByteBuffer dataSet;
    try {
      dataSet = constrained(request, read(request.dataSet()), restriction);
    } catch (DataSetTooLongException e) {
      request.respond(
          Status.OUT_OF_RESOURCES.withComment(
              "data set longer than " + LONGEST_DATA_SET + " bytes"));
      return;
    } catch (IllegalArgumentException | DataSetFormatException e) {
      request.respond(IDENTIFIER_DOES_NOT_MATCH.withComment(String.valueOf(e.getMessage())));
      return;
    }
    try (PendingOperation operation =
        route.get().association().request(route.get().context(), request.command(), dataSet)) {
      relayResponses(request, operation, restriction);
    } catch (PacsFailedException e) {
      log.warn("the PACS broke off while it was asked: {}", e.toString());
      if (!request.isAnswered()) {
        request.respond(Status.PROCESSING_FAILURE.withComment("the PACS broke off"));
      }
    }
  }

  private static @Nullable ByteBuffer constrained(
      DimseRequest request, @Nullable ByteBuffer identifier, QueryRestriction restriction)
      throws IOException {
    if (identifier == null || restriction.equals(QueryRestriction.NONE)) {
      return identifier;
    }
    TransferSyntax syntax = TransferSyntax.of(request.presentationContext().transferSyntax());
    DataSet changed = restriction.constrain(DataSetReader.read(identifier, syntax));
    return ByteBuffer.wrap(DataSetWriter.toBytes(changed, syntax));
  }

  private static void relayResponses(
      DimseRequest request, PendingOperation operation, QueryRestriction restriction)
      throws IOException, PacsFailedException {
    boolean cancelled = false;
    for (DimseResponse response = next(operation); response != null; response = next(operation)) {
      respond(request, response, restriction);
      if (request.isCancelled() && !cancelled && response.status().isPending()) {
        cancelled = true;
        operation.cancel();
      }
    }
  }

  private static void respond(
      DimseRequest request, DimseResponse response, QueryRestriction restriction)
      throws IOException {
    ByteBuffer dataSet = read(response.dataSet());
    if (dataSet != null && !mayPass(request, dataSet, restriction)) {
      return;
    }
    if (dataSet == null) {
      request.respond(response.command());
    } else {
      request.respond(response.command(), dataSet);
    }
  }

  /** What cannot be read cannot be told to be allowed. */
  private static boolean mayPass(
      DimseRequest request, ByteBuffer dataSet, QueryRestriction restriction) throws IOException {
    if (restriction.equals(QueryRestriction.NONE)) {
      return true;
    }
    try {
      return restriction.mayPass(
          DataSetReader.read(
              dataSet.duplicate(),
              TransferSyntax.of(request.presentationContext().transferSyntax())));
    } catch (DataSetFormatException e) {
      log.warn("a response that cannot be read is withheld: {}", e.getMessage());
      return false;
    }
  }

  private static @Nullable DimseResponse next(PendingOperation operation)
      throws PacsFailedException {
    try {
      return operation.next();
    } catch (IOException e) {
      throw new PacsFailedException(e);
    }
  }

  private static @Nullable ByteBuffer read(@Nullable IncomingDataSet dataSet) throws IOException {
    return dataSet == null ? null : ByteBuffer.wrap(dataSet.readAll(LONGEST_DATA_SET));
  }

  /** The association to the PACS ended, which is no reason to end the peer's. */
  private static final class PacsFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    PacsFailedException(IOException cause) {
      super(cause);
    }
  }
}
