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

  /**
   * Serves a request and answers it.
   *
   * @throws IOException if the peer's association ended
   */
  public void serve(DimseRequest request, Upstream upstream) throws IOException {
    Optional<Upstream.Route> route = upstream.route(request.presentationContext());
    if (route.isEmpty()) {
      request.respond(Status.OUT_OF_RESOURCES.withComment("the PACS cannot be reached"));
      return;
    }
    ByteBuffer dataSet;
    try {
      dataSet = read(request.dataSet());
    } catch (DataSetTooLongException e) {
      request.respond(
          Status.OUT_OF_RESOURCES.withComment(
              "data set longer than " + LONGEST_DATA_SET + " bytes"));
      return;
    }
    try (PendingOperation operation =
        route.get().association().request(route.get().context(), request.command(), dataSet)) {
      relayResponses(request, operation);
    } catch (PacsFailedException e) {
      log.warn("the PACS broke off while it was asked: {}", e.toString());
      if (!request.isAnswered()) {
        request.respond(Status.PROCESSING_FAILURE.withComment("the PACS broke off"));
      }
    }
  }

  private static void relayResponses(DimseRequest request, PendingOperation operation)
      throws IOException, PacsFailedException {
    boolean cancelled = false;
    for (DimseResponse response = next(operation); response != null; response = next(operation)) {
      respond(request, response);
      if (request.isCancelled() && !cancelled && response.status().isPending()) {
        cancelled = true;
        operation.cancel();
      }
    }
  }

  private static void respond(DimseRequest request, DimseResponse response) throws IOException {
    ByteBuffer dataSet = read(response.dataSet());
    if (dataSet == null) {
      request.respond(response.command());
    } else {
      request.respond(response.command(), dataSet);
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
