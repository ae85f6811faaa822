package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.testdicom.pacs.FaultScript.Happening;
import org.sealgate.testdicom.pacs.StoreReceiver.Reception;

/** Storage SCP (PS3.4 B). */
final class StoreService {
  private static final int COERCION_OF_DATA_ELEMENTS = 0xB000;

  private final ScriptablePacs pacs;

  StoreService(ScriptablePacs pacs) {
    this.pacs = pacs;
  }

  void serve(Association association, DimseRequest request) throws IOException {
    StoreRequest store = StoreRequest.of(request.command());
    IncomingDataSet dataSet = request.dataSet();
    if (dataSet == null) {
      request.respond(Status.CANNOT_UNDERSTAND.withComment("no data set"));
      return;
    }
    Happening faults = pacs.script().begin(Operation.STORE, store.affectedSopInstanceUid());
    Instant begun = Instant.now();
    FaultActions.hold(faults);
    TransferSyntax syntax = TransferSyntax.of(request.presentationContext().transferSyntax());
    Reception reception = receive(association, store, syntax, dataSet, faults);
    Optional<Status> status = finish(reception, syntax, faults);
    pacs.note(
        new ReceivedInstance(
            store.affectedSopClassUid(),
            store.affectedSopInstanceUid(),
            syntax.uid(),
            association.callingAeTitle().value(),
            association.calledAeTitle().value(),
            Optional.ofNullable(store.moveOriginator()).map(origin -> origin.aeTitle().value()),
            reception.length(),
            reception.sha256(),
            begun,
            Instant.now(),
            status.map(Status::code)));
    if (status.isPresent()) {
      request.respond(status.get());
    } else {
      request.respondLater();
    }
  }

  private Reception receive(
      Association association,
      StoreRequest store,
      TransferSyntax syntax,
      IncomingDataSet dataSet,
      Happening faults)
      throws IOException {
    Runnable breaking = () -> pacs.doorway().drop(association.peer().port());
    return pacs.receiver()
        .receive(
            StoreReceiver.meta(store.affectedSopClassUid(), store.affectedSopInstanceUid(), syntax),
            dataSet,
            bytes -> {
              FaultActions.drop(faults, bytes, breaking);
              FaultActions.slow(faults);
            });
  }

  /** Keeps the instance unless a fault forbids it; the status to answer, if there is to be one. */
  private Optional<Status> finish(Reception reception, TransferSyntax syntax, Happening faults)
      throws IOException {
    Optional<Status> refusal = faults.find(Fault.Refuse.class).map(FaultActions::status);
    if (refusal.isPresent() || pacs.receiver().discards()) {
      pacs.receiver().forget(reception);
      return refusal.or(() -> Optional.of(Status.SUCCESS));
    }
    Status status = keep(reception, syntax, faults);
    return faults.find(Fault.StopAnswering.class).isPresent()
        ? Optional.empty()
        : Optional.of(status);
  }

  private Status keep(Reception reception, TransferSyntax syntax, Happening faults)
      throws IOException {
    StoredInstance instance;
    try {
      instance = pacs.receiver().keep(reception, syntax);
    } catch (IOException e) {
      pacs.receiver().forget(reception);
      return Status.CANNOT_UNDERSTAND.withComment(String.valueOf(e.getMessage()));
    }
    Optional<Fault.Coerce> coercion = faults.find(Fault.Coerce.class);
    if (coercion.isPresent()) {
      pacs.index().put(Coercion.apply(instance, coercion.get().replacements(), instance.file()));
      return Status.of(COERCION_OF_DATA_ELEMENTS);
    }
    pacs.index().put(instance);
    return Status.SUCCESS;
  }
}
