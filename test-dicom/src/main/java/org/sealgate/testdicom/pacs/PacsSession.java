package org.sealgate.testdicom.pacs;

import java.io.IOException;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.pacs.FaultScript.Happening;

/** The requests of one association of the PACS. */
final class PacsSession implements AssociationSession {
  private final ScriptablePacs pacs;

  PacsSession(ScriptablePacs pacs) {
    this.pacs = pacs;
  }

  @Override
  public void onRequest(Association association, DimseRequest request) throws Exception {
    try {
      dispatch(association, request);
    } catch (FaultActions.DroppedException _) {
      // There is nobody left to answer, and that is what the script wants.
      request.respondLater();
    }
  }

  private void dispatch(Association association, DimseRequest request) throws IOException {
    switch (request.command().commandField().orElse(CommandField.C_CANCEL_RQ)) {
      case C_ECHO_RQ -> echo(association, request);
      case C_STORE_RQ -> new StoreService(pacs).serve(association, request);
      case C_FIND_RQ -> new QueryService(pacs).serve(association, request);
      case C_MOVE_RQ -> new RetrieveService(pacs, association, request).move();
      case C_GET_RQ -> new RetrieveService(pacs, association, request).get();
      default -> request.respond(Status.UNRECOGNIZED_OPERATION);
    }
  }

  private void echo(Association association, DimseRequest request) throws IOException {
    Happening faults = pacs.script().begin(Operation.ECHO, "");
    FaultActions.hold(faults);
    FaultActions.drop(faults, 0, () -> pacs.doorway().drop(association.peer().port()));
    if (!FaultActions.isOver(faults, request)) {
      request.respond(Status.SUCCESS);
    }
  }
}
