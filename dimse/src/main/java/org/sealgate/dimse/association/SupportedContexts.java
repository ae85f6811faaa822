package org.sealgate.dimse.association;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.ContextResult;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.Uids;

/**
 * What a node supports: for each abstract syntax the transfer syntaxes in order of preference.
 *
 * @param transferSyntaxes by abstract syntax
 */
public record SupportedContexts(Map<String, List<String>> transferSyntaxes) {
  public SupportedContexts {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    transferSyntaxes.forEach((syntax, choices) -> copy.put(syntax, List.copyOf(choices)));
    transferSyntaxes = Map.copyOf(copy);
  }

  /** Returns a support of nothing, to add to. */
  public static SupportedContexts none() {
    return new SupportedContexts(Map.of());
  }

  /** Returns this with one abstract syntax more, or with other transfer syntaxes for it. */
  public SupportedContexts with(String abstractSyntax, List<String> preferredFirst) {
    Uids.check("Abstract-syntax-name", abstractSyntax);
    preferredFirst.forEach(uid -> Uids.check("Transfer-syntax-name", uid));
    Map<String, List<String>> more = new LinkedHashMap<>(transferSyntaxes);
    more.put(abstractSyntax, preferredFirst);
    return new SupportedContexts(more);
  }

  /** Returns the policy that accepts everybody in these contexts, each with the same session. */
  public AssociationPolicy accepting(AssociationSession session) {
    return (request, _) -> new AssociationDecision.Accept(negotiate(request), session);
  }

  /**
   * Answers every proposal of a request: in this node's most preferred transfer syntax that was
   * offered, or refused with reason 3 or 4 (PS3.8 9.3.3.2).
   */
  public List<PresentationContextResult> negotiate(AssociateRequest request) {
    return request.presentationContexts().stream().map(this::answer).toList();
  }

  /**
   * Answers like {@link #negotiate}, but takes a SOP class that this node does not know for a
   * supported one that the request says it is related to (SOP Class Common Extended Negotiation,
   * PS3.7 D.3.3.6; for storage PS3.4 B.3.1.4).
   */
  public List<PresentationContextResult> negotiateRelated(AssociateRequest request) {
    SupportedContexts extended = this;
    for (PresentationContextProposal proposal : request.presentationContexts()) {
      String sopClass = proposal.abstractSyntax();
      if (!transferSyntaxes.containsKey(sopClass)) {
        Optional<List<String>> choices = ofRelated(request, sopClass);
        extended = choices.isPresent() ? extended.with(sopClass, choices.get()) : extended;
      }
    }
    return extended.negotiate(request);
  }

  private Optional<List<String>> ofRelated(AssociateRequest request, String sopClass) {
    return request
        .userInformation()
        .commonExtendedNegotiation(sopClass)
        .flatMap(common ->
            common.relatedGeneralSopClassUids().stream()
                .filter(transferSyntaxes::containsKey)
                .findFirst()
                .map(transferSyntaxes::get));
  }

  private PresentationContextResult answer(PresentationContextProposal proposal) {
    List<String> choices = transferSyntaxes.get(proposal.abstractSyntax());
    if (choices == null) {
      return PresentationContextResult.refused(
          proposal.id(), ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }
    return choices.stream()
        .filter(proposal.transferSyntaxes()::contains)
        .findFirst()
        .map(syntax -> PresentationContextResult.accepted(proposal.id(), syntax))
        .orElseGet(() ->
            PresentationContextResult.refused(
                proposal.id(), ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED));
  }
}
