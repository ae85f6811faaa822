package org.sealgate.testdicom.interop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;
import org.sealgate.testdicom.interop.RecordingScp.Noted;

/**
 * Answers a C-FIND, C-MOVE or C-GET with some pending responses, waits for C-CANCEL, and then ends
 * it with status FE00, as PS3.4 C.4 asks for.
 */
final class UntilCancelled implements RecordingScp.Handler {
  /** Pending responses before the wait. */
  static final int PENDING = 3;

  private static final int REMAINING = 100;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public void answer(Association association, DimseRequest request, Noted noted)
      throws IOException {
    boolean find = request.command().commandField().equals(Optional.of(CommandField.C_FIND_RQ));
    for (int done = 1; done <= PENDING; done++) {
      if (find) {
        respondWithMatch(request, done);
      } else {
        request.respond(Status.PENDING, counts(done));
      }
    }
    await().atMost(LIMIT).until(request::isCancelled);
    if (find) {
      request.respond(Status.CANCEL);
    } else {
      request.respond(Status.CANCEL, counts(PENDING));
    }
  }

  private static SubOperations counts(int completed) {
    return new SubOperations(REMAINING - completed, completed, 0, 0);
  }

  private static void respondWithMatch(DimseRequest request, int number) throws IOException {
    DataSet match =
        new DataSet()
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
            .putString(Tag.STUDY_INSTANCE_UID, "2.25." + number);
    ByteBuffer identifier = Exchange.bytes(match, request.presentationContext());
    request.respond(Commands.response(request.command(), Status.PENDING), identifier);
  }
}
