package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.MoveOriginator;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;

/**
 * The PACS, asked by C-MOVE to send to the node itself. The instances come over associations that
 * the PACS opens, and find their retrieval through the {@link RetrievalRegistry}.
 */
final class PacsMoveSource implements InstanceSource {
  private final Association association;
  private final AeTitle ownAeTitle;
  private final DataSet identifier;
  private final RetrievalRegistry registry;

  PacsMoveSource(
      Association association, AeTitle ownAeTitle, DataSet identifier, RetrievalRegistry registry) {
    this.association = association;
    this.ownAeTitle = ownAeTitle;
    this.identifier = identifier;
    this.registry = registry;
  }

  @Override
  public Status feed(Retrieval retrieval) throws IOException {
    PacsAnswers answers = new PacsAnswers(association, identifier);
    ByteBuffer encoded = answers.encodedIdentifier();
    try (PendingOperation operation =
        association.move(answers.context(), Priority.MEDIUM, ownAeTitle, encoded)) {
      MoveOriginator originator =
          new MoveOriginator(association.callingAeTitle(), operation.messageId());
      registry.register(originator, retrieval);
      try {
        return answers.follow(operation, retrieval);
      } finally {
        registry.remove(originator);
      }
    }
  }

  @Override
  public void close() {
    association.close();
  }

  @Override
  public String toString() {
    return "C-MOVE from " + association;
  }
}
