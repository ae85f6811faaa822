package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.pacs.FaultScript.Happening;

/** Query SCP (PS3.4 C.4.1.3). */
final class QueryService {
  private final ScriptablePacs pacs;

  QueryService(ScriptablePacs pacs) {
    this.pacs = pacs;
  }

  void serve(Association association, DimseRequest request) throws IOException {
    Happening faults = pacs.script().begin(Operation.FIND, "");
    FaultActions.hold(faults);
    FaultActions.drop(faults, 0, () -> pacs.doorway().drop(association.peer().port()));
    if (FaultActions.isOver(faults, request)) {
      return;
    }
    DataSet identifier = Identifiers.read(request);
    Optional<QueryLevel> level = QueryLevel.of(identifier);
    if (level.isEmpty()) {
      request.respond(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment("Query/Retrieve Level"));
      return;
    }
    Query query = new Query(pacs.index(), pacs.options().aeTitle());
    for (DataSet answer : query.answers(identifier, level.get())) {
      FaultActions.slow(faults);
      if (request.isCancelled()) {
        request.respond(Status.CANCEL);
        return;
      }
      ByteBuffer bytes = Identifiers.bytes(answer, request.presentationContext());
      request.respond(Commands.response(request.command(), Status.PENDING), bytes);
    }
    request.respond(Status.SUCCESS);
  }
}
