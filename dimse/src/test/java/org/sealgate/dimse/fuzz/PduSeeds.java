package org.sealgate.dimse.fuzz;

import java.util.List;
import java.util.stream.Stream;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.AsynchronousOperationsWindow;
import org.sealgate.dimse.pdu.ContextResult;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.ImplementationClassUid;
import org.sealgate.dimse.pdu.ImplementationVersionName;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.ReleaseReply;
import org.sealgate.dimse.pdu.ReleaseRequest;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.pdu.SopClassCommonExtendedNegotiation;
import org.sealgate.dimse.pdu.SopClassExtendedNegotiation;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.dimse.pdu.UserInformation;

/** One PDU of every type, with every item there is. */
final class PduSeeds {
  private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.2";

  private PduSeeds() {}

  static Stream<Pdu> all() {
    return Stream.of(
        request(),
        accept(),
        AssociateReject.of(
            RejectResult.REJECTED_PERMANENT, RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED),
        new DataTransfer(
            List.of(
                new PresentationDataValue(1, true, true, OctetString.ofUtf8("command")),
                new PresentationDataValue(1, false, true, OctetString.EMPTY))),
        new ReleaseRequest(),
        new ReleaseReply(),
        Abort.byServiceUser(),
        Abort.byServiceProvider(AbortReason.UNEXPECTED_PDU));
  }

  private static AssociateRequest request() {
    return AssociateRequest.of(
        new AeTitle("ARCHIVE"),
        new AeTitle("MODALITY"),
        List.of(
            new PresentationContextProposal(1, SOP_CLASS, List.of("1.2.840.10008.1.2")),
            new PresentationContextProposal(255, "1.2.3", List.of("1.2.4", "1.2.5"))),
        new UserInformation(
            List.of(
                new MaximumLength(16384),
                new ImplementationClassUid("1.2.9"),
                new AsynchronousOperationsWindow(2, 3),
                new RoleSelection("1.2.3", true, true),
                new ImplementationVersionName("Ver1"),
                new SopClassExtendedNegotiation("1.2.3", OctetString.ofUtf8("ab")),
                new SopClassCommonExtendedNegotiation(0, "1.2.3", "1.2.7", List.of("1.2.8")),
                new UserIdentityRequest(
                    UserIdentityType.USERNAME_AND_PASSCODE,
                    true,
                    OctetString.ofUtf8("user"),
                    OctetString.ofUtf8("passcode")))));
  }

  private static AssociateAccept accept() {
    return AssociateAccept.of(
        request(),
        List.of(
            PresentationContextResult.accepted(1, "1.2.840.10008.1.2"),
            PresentationContextResult.refused(255, ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED)),
        new UserInformation(
            List.of(new MaximumLength(0), new UserIdentityResponse(OctetString.EMPTY))));
  }
}
