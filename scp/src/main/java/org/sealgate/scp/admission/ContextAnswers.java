package org.sealgate.scp.admission;

import java.util.Optional;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.ContextResult;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.scp.upstream.SopClasses;
import org.sealgate.scp.upstream.Upstream;

/** Answers to proposed presentation contexts (PS3.8 9.3.3.2). */
final class ContextAnswers {
  private ContextAnswers() {}

  /**
   * Whether the node itself serves the context: Verification, retrieval, and the storage contexts
   * of a C-GET, in which the peer receives.
   */
  static boolean isServedHere(PresentationContextProposal proposal, AssociateRequest request) {
    String abstractSyntax = proposal.abstractSyntax();
    return abstractSyntax.equals(SopClasses.VERIFICATION)
        || SopClasses.isRetrieve(abstractSyntax)
        || request
            .userInformation()
            .roleSelection(abstractSyntax)
            .filter(ContextAnswers::isOnlyScp)
            .isPresent();
  }

  private static boolean isOnlyScp(RoleSelection role) {
    return role.scpRole() && !role.scuRole();
  }

  /** What the PACS answered to the same proposal. */
  static PresentationContextResult asPacs(PresentationContextProposal proposal, Upstream upstream) {
    Optional<String> accepted = upstream.acceptedTransferSyntax(proposal.id());
    return accepted
        .map(transferSyntax -> PresentationContextResult.accepted(proposal.id(), transferSyntax))
        .orElseGet(
            () -> PresentationContextResult.refused(proposal.id(), refusal(proposal, upstream)));
  }

  private static ContextResult refusal(PresentationContextProposal proposal, Upstream upstream) {
    return upstream.accepts(proposal.abstractSyntax())
        ? ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED
        : ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED;
  }

  /**
   * The peer's own first choice: the node keeps bytes as they are, so every transfer syntax will
   * do.
   */
  static PresentationContextResult firstSupported(PresentationContextProposal proposal) {
    return PresentationContextResult.accepted(
        proposal.id(), proposal.transferSyntaxes().getFirst());
  }
}
