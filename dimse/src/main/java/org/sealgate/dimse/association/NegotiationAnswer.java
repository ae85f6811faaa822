package org.sealgate.dimse.association;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.ContextResult;
import org.sealgate.dimse.pdu.ImplementationClassUid;
import org.sealgate.dimse.pdu.ImplementationVersionName;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.SopClassExtendedNegotiation;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.pdu.UserInformationItem;

/**
 * Makes the A-ASSOCIATE-AC out of a request and what the policy decided about it. What was not
 * proposed is not answered, and nothing is granted beyond what was proposed.
 */
final class NegotiationAnswer {
  private final ServerOptions options;
  private final AssociateRequest request;

  NegotiationAnswer(ServerOptions options, AssociateRequest request) {
    this.options = options;
    this.request = request;
  }

  AssociateAccept accept(
      AssociationDecision.Accept decision, Optional<UserIdentityResponse> userIdentity) {
    List<UserInformationItem> items = new ArrayList<>();
    items.add(new MaximumLength(options.limits().maximumPduLength()));
    options.implementation().classUid().map(ImplementationClassUid::new).ifPresent(items::add);
    decision.answers().forEach(item -> limited(item).ifPresent(items::add));
    options
        .implementation()
        .versionName()
        .map(ImplementationVersionName::new)
        .ifPresent(items::add);
    userIdentity.ifPresent(items::add);
    return AssociateAccept.of(request, contexts(decision), new UserInformation(items));
  }

  /** Every proposal has one answer in the order of the proposals (PS3.8 9.3.3.2). */
  private List<PresentationContextResult> contexts(AssociationDecision.Accept decision) {
    return request.presentationContexts().stream()
        .map(proposal -> answer(proposal, decision.presentationContexts()))
        .toList();
  }

  private static PresentationContextResult answer(
      PresentationContextProposal proposal, List<PresentationContextResult> results) {
    PresentationContextResult result =
        results.stream()
            .filter(candidate -> candidate.id() == proposal.id())
            .findFirst()
            .orElse(PresentationContextResult.refused(proposal.id(), ContextResult.USER_REJECTION));
    boolean possible =
        result.acceptedTransferSyntax().map(proposal.transferSyntaxes()::contains).orElse(true);
    return possible
        ? result
        : PresentationContextResult.refused(
            proposal.id(), ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED);
  }

  private Optional<? extends UserInformationItem> limited(UserInformationItem item) {
    UserInformation proposed = request.userInformation();
    return switch (item) {
      case AsynchronousOperationsWindow window ->
          proposed.first(AsynchronousOperationsWindow.class).map(window::limitedBy);
      case RoleSelection role -> proposed.roleSelection(role.sopClassUid()).map(role::limitedBy);
      case SopClassExtendedNegotiation extended ->
          proposed.extendedNegotiation(extended.sopClassUid()).map(_ -> extended);
      default -> Optional.of(item);
    };
  }
}
