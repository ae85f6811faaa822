package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.UserIdentityRequest;

/**
 * Verifies the user identity that a requestor claims (PS3.7 D.3.3.7). A server asks it once per
 * A-ASSOCIATE-RQ that has a User Identity sub-item, before the {@link AssociationPolicy}. Called
 * from many threads at a time.
 */
@FunctionalInterface
public interface UserIdentityVerifier {
  /**
   * Passes every claim over, as an acceptor does that knows no user identities: associations are
   * accepted as if nothing had been claimed, and no response is sent.
   */
  UserIdentityVerifier NOT_SUPPORTED = (_, _, _) -> new UserIdentityDecision.Ignored();

  /**
   * Decides about a claim. An exception refuses it and is logged.
   *
   * @param claim type and fields as they were sent; the secondary field is a secret
   * @param request the A-ASSOCIATE-RQ that it is part of
   * @param peer where it comes from; {@link AssociationPeer#user()} is empty still
   */
  UserIdentityDecision verify(
      UserIdentityRequest claim, AssociateRequest request, AssociationPeer peer);
}
