package org.sealgate.scp.authorization;

import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.UserIdentityVerifier;
import org.sealgate.scp.config.PeerConfiguration;

/** Decides who may do what. Used by many threads at a time; never waits for the chain. */
public interface AccessControl {
  /** Who calls, once the network address and the AE title are known to be good. */
  Caller identify(PeerConfiguration peer, AssociationPeer other);

  /**
   * Whether a caller may use a service now. Records the use of what only an emergency allows.
   *
   * @param caller by {@link #identify}
   */
  AccessDecision decide(Caller caller, WireService service);

  /**
   * Whether a caller's association makes sense: whether there is a service that it may use now.
   * Records nothing.
   */
  AccessDecision admit(Caller caller);

  /** Verifies the user identities that are claimed. */
  UserIdentityVerifier userIdentities();

  /** Only the configured services of each peer count; user identities are not looked at. */
  static AccessControl byConfiguration() {
    return new ConfiguredAccessControl();
  }
}
