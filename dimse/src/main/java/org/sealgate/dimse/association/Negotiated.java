package org.sealgate.dimse.association;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.UserInformation;

/** What A-ASSOCIATE-RQ and -AC came to, seen from one side. */
record Negotiated(
    boolean requestor,
    AssociateRequest request,
    AssociateAccept accept,
    List<PresentationContext> contexts) {

  Negotiated {
    contexts = List.copyOf(contexts);
  }

  static Negotiated of(boolean requestor, AssociateRequest request, AssociateAccept accept) {
    List<PresentationContext> contexts = new ArrayList<>();
    for (var proposal : request.presentationContexts()) {
      accept.presentationContexts().stream()
          .filter(result -> result.id() == proposal.id())
          .flatMap(result -> result.acceptedTransferSyntax().stream())
          .filter(proposal.transferSyntaxes()::contains)
          .map(syntax -> new PresentationContext(proposal.id(), proposal.abstractSyntax(), syntax))
          .forEach(contexts::add);
    }
    return new Negotiated(requestor, request, accept, contexts);
  }

  UserInformation peerInformation() {
    return requestor ? accept.userInformation() : request.userInformation();
  }

  Optional<PresentationContext> context(int id) {
    for (PresentationContext context : contexts) {
      if (context.id() == id) {
        return Optional.of(context);
      }
    }
    return Optional.empty();
  }

  /** The operations that the peer may have outstanding, which this side performs; 0: no limit. */
  int operationsPerformed() {
    AsynchronousOperationsWindow window = window();
    return requestor ? window.maximumOperationsPerformed() : window.maximumOperationsInvoked();
  }

  /** The operations this side may have outstanding; 0 means no limit. */
  int operationsInvoked() {
    AsynchronousOperationsWindow window = window();
    return requestor ? window.maximumOperationsInvoked() : window.maximumOperationsPerformed();
  }

  /** The window holds only if both sides sent it; the answer is the smaller one (PS3.7 D.3.3.3). */
  private AsynchronousOperationsWindow window() {
    return request
        .userInformation()
        .asynchronousOperationsWindow()
        .limitedBy(accept.userInformation().asynchronousOperationsWindow());
  }

  /** The longest P-DATA-TF variable field to send: the peer's limit and this side's own. */
  int sendPduLength(AssociationLimits limits) {
    long peerLimit = peerInformation().maximumLength();
    long length =
        peerLimit == 0
            ? limits.maximumSendPduLength()
            : Math.min(peerLimit, limits.maximumSendPduLength());
    return (int) length;
  }

  /** Whether the peer's limit leaves room for a fragment of two bytes at all. */
  static boolean isUsable(long maximumLength) {
    return maximumLength == 0 || maximumLength >= PresentationDataValue.HEADER_LENGTH + 2;
  }

  boolean mayBeScu(String sopClassUid) {
    return requestor ? role(sopClassUid).scuRole() : role(sopClassUid).scpRole();
  }

  boolean mayBeScp(String sopClassUid) {
    return requestor ? role(sopClassUid).scpRole() : role(sopClassUid).scuRole();
  }

  /** The requestor's roles; without agreement it is SCU and nothing else. */
  private RoleSelection role(String sopClassUid) {
    RoleSelection standard = new RoleSelection(sopClassUid, true, false);
    return request
        .userInformation()
        .roleSelection(sopClassUid)
        .flatMap(proposed ->
            accept.userInformation().roleSelection(sopClassUid).map(proposed::limitedBy))
        .orElse(standard);
  }
}
