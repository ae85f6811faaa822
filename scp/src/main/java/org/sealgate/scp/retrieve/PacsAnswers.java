package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;
import org.sealgate.scp.upstream.SopClasses;

/** The PACS's responses to a C-MOVE or C-GET of the node. Used by one thread. */
record PacsAnswers(Association association, DataSet identifier) {
  private static final int LONGEST_IDENTIFIER = 1 << 20;

  /** The context of the retrieve SOP class. */
  PresentationContext context() throws IOException {
    return association.presentationContexts().stream()
        .filter(context -> SopClasses.isRetrieve(context.abstractSyntax()))
        .findFirst()
        .orElseThrow(() -> new IOException("the PACS does not accept the retrieve SOP class"));
  }

  /** The identifier as the context has it encoded. */
  ByteBuffer encodedIdentifier() throws IOException {
    return ByteBuffer.wrap(
        DataSetWriter.toBytes(identifier, TransferSyntax.of(context().transferSyntax())));
  }

  /** Follows the responses to the final one, passes a cancel on, and returns the final status. */
  Status follow(PendingOperation operation, Retrieval retrieval) throws IOException {
    Status last = Status.SUCCESS;
    boolean cancelled = false;
    for (DimseResponse response = operation.next(); response != null; response = operation.next()) {
      last = response.status();
      SubOperations counts = response.command().subOperations();
      retrieval
          .progress()
          .expect(counts.remaining() + counts.completed() + counts.failed() + counts.warning());
      if (!last.isPending()) {
        retrieval.progress().failedAtPacs(counts.failed(), failedUids(response));
      } else if (retrieval.isStopped() && !cancelled) {
        cancelled = true;
        operation.cancel();
      }
    }
    return last;
  }

  private List<String> failedUids(DimseResponse response) throws IOException {
    IncomingDataSet dataSet = response.dataSet();
    if (dataSet == null) {
      return List.of();
    }
    DataSet list =
        DataSetReader.read(
            ByteBuffer.wrap(dataSet.readAll(LONGEST_IDENTIFIER)),
            TransferSyntax.of(context().transferSyntax()));
    return list.getStrings(Tag.FAILED_SOP_INSTANCE_UID_LIST);
  }
}
