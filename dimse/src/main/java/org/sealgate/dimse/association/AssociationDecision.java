package org.sealgate.dimse.association;

import java.util.List;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.RejectSource;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.SopClassExtendedNegotiation;
import org.sealgate.dimse.pdu.UnknownUserInformation;
import org.sealgate.dimse.pdu.UserInformationItem;

/** What an {@link AssociationPolicy} decides. */
public sealed interface AssociationDecision {

  /**
   * Accept the association.
   *
   * @param presentationContexts answers to the proposals, see {@link SupportedContexts}; a proposal
   *     without one is refused
   * @param answers user information in answer to the request's: roles, operations window, extended
   *     negotiation; nothing is granted beyond what was proposed. Maximum length, implementation
   *     and user identity are added by the server
   * @param session handles this association's requests
   */
  record Accept(
      List<PresentationContextResult> presentationContexts,
      List<UserInformationItem> answers,
      AssociationSession session)
      implements AssociationDecision {
    public Accept {
      presentationContexts = List.copyOf(presentationContexts);
      answers = List.copyOf(answers);
      answers.forEach(Accept::checkAnswer);
    }

    /** Accepts without any answer to the user information. */
    public Accept(
        List<PresentationContextResult> presentationContexts, AssociationSession session) {
      this(presentationContexts, List.of(), session);
    }

    private static void checkAnswer(UserInformationItem item) {
      boolean allowed =
          item instanceof RoleSelection
              || item instanceof AsynchronousOperationsWindow
              || item instanceof SopClassExtendedNegotiation
              || item instanceof UnknownUserInformation;
      if (!allowed) {
        throw new IllegalArgumentException(item + " is not for the policy to answer");
      }
    }
  }

  /**
   * Reject the association (PS3.8 9.3.4).
   *
   * @param result whether trying again may help
   * @param source who rejects
   * @param reason code whose meaning depends on the source
   */
  record Reject(RejectResult result, RejectSource source, int reason)
      implements AssociationDecision {
    /** Rejects for good with a named reason. */
    public static Reject permanent(RejectReason reason) {
      return new Reject(RejectResult.REJECTED_PERMANENT, reason.source(), reason.code());
    }

    /** Rejects for now with a named reason. */
    public static Reject transientFor(RejectReason reason) {
      return new Reject(RejectResult.REJECTED_TRANSIENT, reason.source(), reason.code());
    }

    AssociateReject pdu() {
      return new AssociateReject(result, source, reason);
    }
  }
}
