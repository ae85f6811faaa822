package org.sealgate.scp.admission;

import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.scp.retrieve.RetrieveService;

/** Associations that the PACS opens, to send what the node asked it for. */
public final class PacsSession {
  private PacsSession() {}

  /** Accepts associations of the PACS. */
  public record Factory(RetrieveService retrieve) {
    AssociationDecision accept(AssociateRequest request) {
      return new AssociationDecision.Accept(
          request.presentationContexts().stream().map(ContextAnswers::firstSupported).toList(),
          retrieve.subOperations());
    }
  }
}
