package org.sealgate.scp.authorization;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.UserIdentityDecision;
import org.sealgate.dimse.association.UserIdentityVerifier;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.ConfigurationException;
import org.sealgate.scp.config.RolesConfiguration.User;

/**
 * The users of {@code roles.users}. A user name with its passcode proves who someone is; a name
 * alone proves nothing, and tickets, assertions and tokens are not understood: each of them is
 * refused, so that no one is taken for the workstation's own account by claiming to be someone.
 */
final class RoleUsers implements UserIdentityVerifier {
  /** The hash is slow on purpose: two cores at most are busy with it. */
  private static final int AT_ONCE = 2;

  private final Map<String, EthereumAddress> accounts = new HashMap<>();
  private final Map<String, PasscodeHash> passcodes = new HashMap<>();
  private final PasscodeHash ofNobody = PasscodeHash.of(new char[] {'?'});
  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final AuditLog audit;

  /**
   * @throws ConfigurationException if a passcode hash is none
   */
  RoleUsers(List<User> users, AuditLog audit) {
    this.audit = audit;
    for (User user : users) {
      accounts.put(user.name(), user.account());
      try {
        passcodes.put(user.name(), PasscodeHash.parse(user.passcode()));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(
            "roles.users: the passcode of " + user.name() + ": " + e.getMessage(), e);
      }
    }
  }

  /** The account of a user who was verified. */
  Optional<EthereumAddress> accountOf(String user) {
    return Optional.ofNullable(accounts.get(user));
  }

  @Override
  public UserIdentityDecision verify(
      UserIdentityRequest claim, AssociateRequest request, AssociationPeer peer) {
    String name = text(claim.primaryField());
    if (claim.type() != UserIdentityType.USERNAME_AND_PASSCODE) {
      return refuse(request, peer, name, "a user is known by name and passcode only");
    }
    return isPasscodeOf(name, claim.secondaryField())
        ? UserIdentityDecision.verified(claim.type(), name)
        : refuse(request, peer, name, "unknown user or wrong passcode");
  }

  private boolean isPasscodeOf(String name, OctetString passcode) {
    PasscodeHash hash = passcodes.getOrDefault(name, ofNobody);
    char[] characters = text(passcode).toCharArray();
    permits.acquireUninterruptibly();
    try {
      return hash.matches(characters) && passcodes.containsKey(name);
    } finally {
      permits.release();
      Arrays.fill(characters, '\0');
    }
  }

  private static String text(OctetString field) {
    return new String(field.toByteArray(), StandardCharsets.UTF_8);
  }

  private UserIdentityDecision refuse(
      AssociateRequest request, AssociationPeer peer, String name, String reason) {
    audit.record(
        AuditEvent.ASSOCIATION_REJECTED,
        Map.of(
            "calling", request.callingAeTitle().value(),
            "called", request.calledAeTitle().value(),
            "peer", peer.toString(),
            "user", name,
            "reason", reason));
    return new UserIdentityDecision.Refused(reason);
  }
}
