package org.sealgate.testdicom.interop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.interop.RecordingScp.Noted;

/**
 * Storage Commitment Push Model (PS3.4 J) with the result on the association of the request: the
 * N-EVENT-REPORT goes out before the response to the N-ACTION, so that the user is still there.
 */
final class Commitment implements RecordingScp.Handler {
  /** Well-known SOP Instance UID of the push model (PS3.4 J.3.5). */
  static final String INSTANCE = "1.2.840.10008.1.20.1.1";

  /** Action type of a request and event type of a complete success (PS3.4 J.3.2, J.3.3). */
  static final int REQUEST = 1;

  private final CompletableFuture<Status> reported = new CompletableFuture<>();

  /** What a user sends: a transaction about one instance. */
  static DataSet information(String transactionUid, String sopClassUid, String sopInstanceUid) {
    return new DataSet()
        .putString(Tag.TRANSACTION_UID, transactionUid)
        .putSequence(
            Tag.REFERENCED_SOP_SEQUENCE,
            new DataSet()
                .putString(Tag.REFERENCED_SOP_CLASS_UID, sopClassUid)
                .putString(Tag.REFERENCED_SOP_INSTANCE_UID, sopInstanceUid));
  }

  /** The user's answer to the report. */
  CompletableFuture<Status> reported() {
    return reported;
  }

  @Override
  public void answer(Association association, DimseRequest request, Noted noted)
      throws IOException {
    if (noted.command().commandFieldCode() == CommandField.N_ACTION_RQ.code()) {
      report(association, request, noted.attributes());
    }
    request.respond(Status.SUCCESS);
  }

  private void report(Association association, DimseRequest request, DataSet information)
      throws IOException {
    PendingOperation operation =
        Exchange.begin(
            association,
            request.presentationContext(),
            Commands.eventReportRequest(
                SopClasses.STORAGE_COMMITMENT_PUSH_MODEL, INSTANCE, REQUEST),
            information);
    // The answer is read by the thread that this runs on, so another one has to wait for it.
    Thread.startVirtualThread(() -> await(operation));
  }

  private void await(PendingOperation operation) {
    try (operation) {
      DimseResponse response = operation.awaitFinal();
      reported.complete(response == null ? Status.PROCESSING_FAILURE : response.status());
    } catch (IOException e) {
      reported.completeExceptionally(e);
    }
  }
}
