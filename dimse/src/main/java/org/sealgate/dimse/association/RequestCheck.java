package org.sealgate.dimse.association;

import java.util.Optional;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.Uids;

/** What the service provider itself refuses before any policy is asked (PS3.8 9.3.4, AE-6). */
final class RequestCheck {
  private final AssociationLimits limits;
  private final LimitCounters counters;

  RequestCheck(AssociationLimits limits, LimitCounters counters) {
    this.limits = limits;
    this.counters = counters;
  }

  Optional<AssociateReject> refusal(AssociateRequest request) {
    if ((request.protocolVersion() & 1) == 0) {
      return permanent(RejectReason.PROTOCOL_VERSION_NOT_SUPPORTED);
    }
    if (!request.applicationContextName().equals(Uids.DICOM_APPLICATION_CONTEXT)) {
      return permanent(RejectReason.APPLICATION_CONTEXT_NAME_NOT_SUPPORTED);
    }
    if (request.presentationContexts().size() > limits.maximumPresentationContexts()) {
      counters.count(LimitKind.PRESENTATION_CONTEXTS);
      return Optional.of(limitExceeded());
    }
    if (!Negotiated.isUsable(request.userInformation().maximumLength())) {
      return permanent(RejectReason.ACSE_NO_REASON_GIVEN);
    }
    return Optional.empty();
  }

  /** The answer to a request for which there is no room now. */
  static AssociateReject limitExceeded() {
    return AssociateReject.of(RejectResult.REJECTED_TRANSIENT, RejectReason.LOCAL_LIMIT_EXCEEDED);
  }

  private static Optional<AssociateReject> permanent(RejectReason reason) {
    return Optional.of(AssociateReject.of(RejectResult.REJECTED_PERMANENT, reason));
  }
}
