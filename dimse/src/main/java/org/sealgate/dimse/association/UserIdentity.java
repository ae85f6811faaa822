package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.UserIdentityType;

/**
 * A user whose identity was verified when the association was established (PS3.7 D.3.3.7).
 *
 * @param type what it was proved by
 * @param name the user's name as the {@link UserIdentityVerifier} found it: the user name that was
 *     sent, or the one that the ticket, assertion or token names
 */
public record UserIdentity(UserIdentityType type, String name) {
  public UserIdentity {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of a verified user is empty");
    }
  }
}
