package org.sealgate.dimse.association;

import java.util.List;
import java.util.Optional;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the user identity of an A-ASSOCIATE-RQ verified, if it claims one (PS3.7 D.3.3.7). */
final class UserIdentityCheck {
  private static final Logger LOG = LoggerFactory.getLogger(UserIdentityCheck.class);

  /** What a false claim is answered with (PS3.7 D.3.3.7.3): permanent, by ACSE, no reason given. */
  static final AssociateReject REJECT =
      AssociateReject.of(RejectResult.REJECTED_PERMANENT, RejectReason.ACSE_NO_REASON_GIVEN);

  private UserIdentityCheck() {}

  static UserIdentityDecision decide(
      UserIdentityVerifier verifier, AssociateRequest request, AssociationPeer peer) {
    List<UserIdentityRequest> claims = request.userInformation().all(UserIdentityRequest.class);
    if (claims.isEmpty()) {
      return new UserIdentityDecision.Ignored();
    }
    if (claims.size() > 1) {
      return new UserIdentityDecision.Refused(claims.size() + " user identities are claimed");
    }
    try {
      return verifier.verify(claims.getFirst(), request, peer);
    } catch (RuntimeException defect) {
      LOG.error("The verifier failed on {} from {}", claims.getFirst(), peer, defect);
      return new UserIdentityDecision.Refused("the verifier failed");
    }
  }

  /** The sub-item of the answer; only where a positive response was asked for. */
  static Optional<UserIdentityResponse> response(
      AssociateRequest request, UserIdentityDecision.Verified verified) {
    return request
        .userInformation()
        .userIdentityRequest()
        .filter(UserIdentityRequest::positiveResponseRequested)
        .map(_ -> new UserIdentityResponse(verified.serverResponse()));
  }
}
