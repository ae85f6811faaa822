package org.sealgate.scp.retrieve;

import java.io.IOException;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;

/**
 * The PACS, asked by C-GET; the instances come back over the same association, to a {@link
 * SubOperationSession}.
 */
final class PacsGetSource implements InstanceSource {
  private final Association association;
  private final DataSet identifier;
  private final SubOperationSession session;

  PacsGetSource(Association association, DataSet identifier, SubOperationSession session) {
    this.association = association;
    this.identifier = identifier;
    this.session = session;
  }

  @Override
  public Status feed(Retrieval retrieval) throws IOException {
    session.feed(retrieval);
    PacsAnswers answers = new PacsAnswers(association, identifier);
    try (PendingOperation operation =
        association.get(answers.context(), Priority.MEDIUM, answers.encodedIdentifier())) {
      return answers.follow(operation, retrieval);
    }
  }

  @Override
  public void close() {
    association.close();
  }

  @Override
  public String toString() {
    return "C-GET from " + association;
  }
}
