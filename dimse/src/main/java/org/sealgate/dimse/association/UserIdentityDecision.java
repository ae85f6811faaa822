package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityType;

/** What a {@link UserIdentityVerifier} decides about a claim. */
public sealed interface UserIdentityDecision {

  /**
   * The claim is true.
   *
   * @param identity what {@link AssociationPeer#user()} becomes
   * @param serverResponse the answer's Server-response field, sent only if the requestor asked for
   *     a positive response: empty for user names, else the Kerberos ticket, SAML response or token
   *     that the mechanism answers with (PS3.7 Table D.3-15)
   */
  record Verified(UserIdentity identity, OctetString serverResponse)
      implements UserIdentityDecision {}

  /** The claim is of a type that is not supported: it counts as not made, and is not answered. */
  record Ignored() implements UserIdentityDecision {}

  /**
   * The claim is false: the association is rejected for good by the service provider's ACSE related
   * function, with no reason given.
   *
   * @param reason for the log of this side only; it must not contain the secret
   */
  record Refused(String reason) implements UserIdentityDecision {}

  /** Returns that a user name was verified, which is answered with an empty response. */
  static UserIdentityDecision verified(UserIdentityType type, String name) {
    return new Verified(new UserIdentity(type, name), OctetString.EMPTY);
  }
}
