package org.sealgate.testdicom.pacs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.AssociationPolicy;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.ContextResult;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserInformationItem;

/** Which associations and presentation contexts the PACS accepts. */
final class PacsPolicy implements AssociationPolicy {
  private static final Set<String> OTHER_CLASSES =
      Set.of(
          SopClasses.VERIFICATION,
          SopClasses.PATIENT_ROOT_FIND,
          SopClasses.PATIENT_ROOT_MOVE,
          SopClasses.PATIENT_ROOT_GET,
          SopClasses.STUDY_ROOT_FIND,
          SopClasses.STUDY_ROOT_MOVE,
          SopClasses.STUDY_ROOT_GET);

  private static final List<String> UNCOMPRESSED =
      List.of(
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());

  private final ScriptablePacs pacs;

  PacsPolicy(ScriptablePacs pacs) {
    this.pacs = pacs;
  }

  @Override
  public AssociationDecision decide(AssociateRequest request, AssociationPeer peer) {
    FaultScript.Happening faults = pacs.script().begin(Operation.ASSOCIATE, "");
    Optional<Fault.RejectAssociation> rejection = faults.find(Fault.RejectAssociation.class);
    if (rejection.isPresent()) {
      return rejection.get().decision();
    }
    String called = request.calledAeTitle().value();
    if (pacs.options().checkCalledAeTitle() && !called.equals(pacs.options().aeTitle())) {
      return AssociationDecision.Reject.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }
    pacs.note(
        new AcceptedAssociation(
            request.callingAeTitle().value(), called, request.presentationContexts()));
    return new AssociationDecision.Accept(
        request.presentationContexts().stream().map(this::answer).toList(),
        roles(request),
        new PacsSession(pacs));
  }

  /** Whoever wants to be SCP of a class, for C-GET, may. */
  private static List<UserInformationItem> roles(AssociateRequest request) {
    return List.copyOf(request.userInformation().all(RoleSelection.class));
  }

  private PresentationContextResult answer(PresentationContextProposal proposal) {
    boolean storage = SopClasses.isStorage(proposal.abstractSyntax());
    if (!storage && !OTHER_CLASSES.contains(proposal.abstractSyntax())) {
      return PresentationContextResult.refused(
          proposal.id(), ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED);
    }
    return choices(storage, proposal).stream()
        .filter(proposal.transferSyntaxes()::contains)
        .findFirst()
        .map(uid -> PresentationContextResult.accepted(proposal.id(), uid))
        .orElseGet(() ->
            PresentationContextResult.refused(
                proposal.id(), ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED));
  }

  private List<String> choices(boolean storage, PresentationContextProposal proposal) {
    if (!storage) {
      return UNCOMPRESSED;
    }
    List<TransferSyntax> taken = pacs.options().transferSyntaxes();
    return taken.isEmpty()
        ? proposal.transferSyntaxes()
        : taken.stream().map(TransferSyntax::uid).toList();
  }
}
