package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.CommandFormatException;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/**
 * Receives the C-STORE sub-operations of the PACS, on its own association (C-MOVE) or on the node's
 * (C-GET).
 */
public final class SubOperationSession implements AssociationSession {
  private final Function<Optional<MoveOriginator>, Optional<Retrieval>> finder;
  private volatile @Nullable Retrieval retrieval;

  private SubOperationSession(Function<Optional<MoveOriginator>, Optional<Retrieval>> finder) {
    this.finder = finder;
  }

  /** Of an association that the PACS opened: each instance says to which retrieval it belongs. */
  static SubOperationSession byOriginator(RetrievalRegistry registry) {
    return new SubOperationSession(registry::find);
  }

  /** Of an association that the node opened for one retrieval, named by {@link #feed}. */
  static SubOperationSession forOne() {
    return new SubOperationSession(originator -> Optional.empty());
  }

  void feed(Retrieval target) {
    retrieval = target;
  }

  @Override
  public void onRequest(Association association, DimseRequest request) throws IOException {
    CommandField field = request.command().commandField().orElse(null);
    switch (field) {
      case C_ECHO_RQ -> request.respond(Status.SUCCESS);
      case C_STORE_RQ -> store(request);
      case null, default -> request.respond(Status.UNRECOGNIZED_OPERATION);
    }
  }

  private void store(DimseRequest request) throws IOException {
    IncomingDataSet dataSet = request.dataSet();
    StoreRequest store;
    try {
      store = StoreRequest.of(request.command());
    } catch (CommandFormatException e) {
      request.respond(Status.CANNOT_UNDERSTAND.withComment(String.valueOf(e.getMessage())));
      return;
    }
    Retrieval target = retrieval;
    if (target == null) {
      target = finder.apply(Optional.ofNullable(store.moveOriginator())).orElse(null);
    }
    if (target == null || dataSet == null) {
      request.respond(
          Status.PROCESSING_FAILURE.withComment("no retrieval waits for this instance"));
      return;
    }
    request.respond(
        target.accept(
            store.affectedSopClassUid(),
            store.affectedSopInstanceUid(),
            TransferSyntax.of(request.presentationContext().transferSyntax()),
            dataSet::next));
  }
}
