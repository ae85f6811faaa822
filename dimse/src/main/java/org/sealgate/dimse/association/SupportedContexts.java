package org.sealgate.dimse.association;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Answers every proposal of a request: in this node's most preferred transfer syntax that was
   * offered, or refused with reason 3 or 4 (PS3.8 9.3.3.2).
   */
  public List<PresentationContextResult> negotiate(AssociateRequest request) {
    return request.presentationContexts().stream().map(this::answer).toList();
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
