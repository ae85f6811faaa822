package org.sealgate.testdicom.pacs;

import java.util.List;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.AssociationPolicy;
import org.sealgate.dimse.association.AssociationSession;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.PresentationContextResult;

/**
 * Accepts everybody and every presentation context, in the transfer syntax that is proposed first.
 *
 * @param session handles the requests of all associations
 */
public record FirstSyntaxPolicy(AssociationSession session) implements AssociationPolicy {
  @Override
  public AssociationDecision decide(AssociateRequest request, AssociationPeer peer) {
    return new AssociationDecision.Accept(results(request), session);
  }

  /** The answers to what was proposed (PS3.8 9.3.3.2). */
  public static List<PresentationContextResult> results(AssociateRequest request) {
    return request.presentationContexts().stream()
        .map(proposal ->
            PresentationContextResult.accepted(
                proposal.id(), proposal.transferSyntaxes().getFirst()))
        .toList();
  }
}
