package org.sealgate.scp.authorization;

import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.UserIdentityVerifier;
import org.sealgate.scp.config.PeerConfiguration;

/** Access by the configuration alone. */
final class ConfiguredAccessControl implements AccessControl {
  @Override
  public Caller identify(PeerConfiguration peer, AssociationPeer other) {
    return Caller.of(peer);
  }

  @Override
  public AccessDecision decide(Caller caller, WireService service) {
    return isConfigured(caller, service)
        ? AccessDecision.Allowed.forAll()
        : notConfigured(caller, service);
  }

  static boolean isConfigured(Caller caller, WireService service) {
    return caller.peer().services().contains(service.configured());
  }

  static AccessDecision.Denied notConfigured(Caller caller, WireService service) {
    return AccessDecision.Denied.because(
        caller.peer().aeTitle() + " may not " + service.configured().word());
  }

  @Override
  public AccessDecision admit(Caller caller) {
    return AccessDecision.Allowed.forAll();
  }

  @Override
  public UserIdentityVerifier userIdentities() {
    return UserIdentityVerifier.NOT_SUPPORTED;
  }
}
