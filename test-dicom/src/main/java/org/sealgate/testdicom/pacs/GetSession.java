package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** Takes the sub-operations of a C-GET. */
final class GetSession implements AssociationSession {
  private final StoreReceiver receiver;
  private final List<StoredInstance> received = new CopyOnWriteArrayList<>();

  GetSession(StoreReceiver receiver) {
    this.receiver = receiver;
  }

  List<StoredInstance> received() {
    return List.copyOf(received);
  }

  @Override
  public void onRequest(Association association, DimseRequest request) throws IOException {
    IncomingDataSet dataSet = request.dataSet();
    boolean store = request.command().commandField().equals(Optional.of(CommandField.C_STORE_RQ));
    if (!store || dataSet == null) {
      request.respond(Status.UNRECOGNIZED_OPERATION);
      return;
    }
    StoreRequest asked = StoreRequest.of(request.command());
    TransferSyntax syntax = TransferSyntax.of(request.presentationContext().transferSyntax());
    StoreReceiver.Reception reception =
        receiver.receive(
            StoreReceiver.meta(asked.affectedSopClassUid(), asked.affectedSopInstanceUid(), syntax),
            dataSet,
            bytes -> {});
    received.add(receiver.keep(reception, syntax));
    request.respond(Status.SUCCESS);
  }
}
