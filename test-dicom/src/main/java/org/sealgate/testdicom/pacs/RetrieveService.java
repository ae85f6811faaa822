package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.pacs.FaultScript.Happening;
import org.sealgate.testdicom.process.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One C-MOVE or C-GET (PS3.4 C.4.2.3, C.4.3.3). */
final class RetrieveService {
  private static final Logger LOG = LoggerFactory.getLogger(RetrieveService.class);

  private final ScriptablePacs pacs;
  private final Association association;
  private final DimseRequest request;

  RetrieveService(ScriptablePacs pacs, Association association, DimseRequest request) {
    this.pacs = pacs;
    this.association = association;
    this.request = request;
  }

  /** Sends what the identifier selects over an association to the move destination. */
  void move() throws IOException {
    Optional<List<StoredInstance>> selected = begin();
    if (selected.isEmpty()) {
      return;
    }
    String title = request.command().text(CommandElement.MOVE_DESTINATION).orElse("");
    Optional<Peer> destination = pacs.destination(title);
    if (destination.isEmpty()) {
      request.respond(Status.MOVE_DESTINATION_UNKNOWN.withComment(title));
      return;
    }
    try (MoveAssociation target =
        MoveAssociation.open(pacs.options().aeTitle(), destination.get(), selected.get())) {
      MoveOriginator originator =
          new MoveOriginator(
              new AeTitle(association.callingAeTitle().value()), request.command().messageId());
      run(selected.get(), new InstanceSender(target.association(), originator, target::drop), null);
    } catch (MoveAssociation.UnreachableException e) {
      LOG.info("C-MOVE to {} failed: {}", title, e.getMessage());
      run(selected.get(), null, e);
    }
  }

  /** Sends what the identifier selects over the association of the request. */
  void get() throws IOException {
    Optional<List<StoredInstance>> selected = begin();
    if (selected.isPresent()) {
      run(selected.get(), new InstanceSender(association, null, this::drop), null);
    }
  }

  /** What the identifier selects, unless a fault or the identifier is the end of it. */
  private Optional<List<StoredInstance>> begin() throws IOException {
    Happening faults = pacs.script().begin(Operation.RETRIEVE, "");
    FaultActions.hold(faults);
    FaultActions.drop(faults, 0, this::drop);
    if (FaultActions.isOver(faults, request)) {
      return Optional.empty();
    }
    DataSet identifier = Identifiers.read(request);
    Optional<QueryLevel> level = QueryLevel.of(identifier);
    if (level.isEmpty()) {
      request.respond(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.withComment("Query/Retrieve Level"));
    }
    return level.map(each -> pacs.index().select(identifier, each));
  }

  private void run(
      List<StoredInstance> instances, @Nullable InstanceSender sender, @Nullable IOException why)
      throws IOException {
    SubOperationCounts counts = new SubOperationCounts(instances.size());
    for (StoredInstance instance : instances) {
      if (request.isCancelled()) {
        respond(Status.CANCEL, counts);
        return;
      }
      counts.count(instance.sopInstanceUid(), send(instance, sender, why));
      if (counts.remaining() > 0) {
        request.respond(Status.PENDING, counts.toSubOperations());
      }
    }
    respond(counts.finalStatus(), counts);
  }

  /** A sub-operation that could not be done is a failed one; the others go on. */
  private Status send(
      StoredInstance instance, @Nullable InstanceSender sender, @Nullable IOException why)
      throws IOException {
    if (sender == null) {
      return Status.PROCESSING_FAILURE.withComment(String.valueOf(why));
    }
    String uid = instance.sopInstanceUid();
    try {
      Happening faults = pacs.script().begin(Operation.SEND, uid);
      return sender.send(instance, faults, pacs.receiver().temporaryFile());
    } catch (IOException e) {
      if (!association.isOpen()) {
        throw e;
      }
      LOG.info("sending {} failed: {}", uid, e.getMessage());
      return Status.PROCESSING_FAILURE.withComment(String.valueOf(e.getMessage()));
    }
  }

  /** The final response, with the list of instances that failed if there are any (C.4.2.1.4.2). */
  private void respond(Status status, SubOperationCounts counts) throws IOException {
    CommandSet response = Commands.response(request.command(), status, counts.toSubOperations());
    if (counts.failedInstances().isEmpty()) {
      request.respond(response);
      return;
    }
    DataSet failed =
        new DataSet()
            .putString(
                Tag.FAILED_SOP_INSTANCE_UID_LIST, counts.failedInstances().toArray(String[]::new));
    ByteBuffer identifier = Identifiers.bytes(failed, request.presentationContext());
    request.respond(response, identifier);
  }

  private void drop() {
    pacs.doorway().drop(association.peer().port());
  }
}
