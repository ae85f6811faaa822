package org.sealgate.scp.authorization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.roles.Permission;
import org.sealgate.chain.roles.Role;
import org.sealgate.chain.roles.RoleKnowledge;
import org.sealgate.dimse.association.AssociationPeer;
import org.sealgate.dimse.association.UserIdentity;
import org.sealgate.dimse.association.UserIdentityVerifier;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.PeerConfiguration;
import org.sealgate.scp.seal.PatientIdentity;

/**
 * Access by the role that the caller's account has on the chain, within the peer's configured
 * services. The user's account counts where a user has proved to be there, else the peer's own.
 */
final class RolesAccessControl implements AccessControl {
  private final Function<EthereumAddress, RoleKnowledge> roles;
  private final Map<EthereumAddress, PatientIdentity> patients;
  private final RoleUsers users;
  private final BreakGlass breakGlass;
  private final AuditLog audit;

  /**
   * @param roles what is known of an account; answers at once
   * @param patients whose record an account sees while its role is that of a patient
   */
  RolesAccessControl(
      Function<EthereumAddress, RoleKnowledge> roles,
      Map<EthereumAddress, PatientIdentity> patients,
      RoleUsers users,
      BreakGlass breakGlass,
      AuditLog audit) {
    this.roles = roles;
    this.patients = Map.copyOf(patients);
    this.users = users;
    this.breakGlass = breakGlass;
    this.audit = audit;
  }

  @Override
  public Caller identify(PeerConfiguration peer, AssociationPeer other) {
    Optional<String> user = other.user().map(UserIdentity::name);
    return new Caller(
        peer, user, user.isPresent() ? user.flatMap(users::accountOf) : peer.account());
  }

  @Override
  public UserIdentityVerifier userIdentities() {
    return users;
  }

  @Override
  public AccessDecision admit(Caller caller) {
    AccessDecision last = AccessDecision.Denied.because("no service is configured");
    for (WireService service : WireService.values()) {
      last = evaluate(caller, service);
      if (last instanceof AccessDecision.Allowed
          || (last instanceof AccessDecision.Denied && opening(caller, service).isPresent())) {
        return AccessDecision.Allowed.forAll();
      }
    }
    return last;
  }

  @Override
  public AccessDecision decide(Caller caller, WireService service) {
    AccessDecision decision = evaluate(caller, service);
    if (decision instanceof AccessDecision.Denied denied) {
      Optional<BreakGlass.Opening> opening = opening(caller, service);
      if (opening.isPresent()) {
        recordUse(caller, service, denied, opening.get());
        return AccessDecision.Allowed.forAll();
      }
    }
    return decision;
  }

  private AccessDecision evaluate(Caller caller, WireService service) {
    if (!ConfiguredAccessControl.isConfigured(caller, service)) {
      return ConfiguredAccessControl.notConfigured(caller, service);
    }
    if (caller.account().isEmpty()) {
      return AccessDecision.Denied.because(
          "no account is configured for " + caller.user().orElse(caller.peer().aeTitle()));
    }
    EthereumAddress account = caller.account().get();
    return switch (roles.apply(account)) {
      case RoleKnowledge.Known known -> byRole(account, known.permission(), service);
      case RoleKnowledge.Unavailable(String reason) -> new AccessDecision.Denied(reason, true);
    };
  }

  private AccessDecision byRole(
      EthereumAddress account, Permission permission, WireService service) {
    if (permission.known() && !permission.allowed()) {
      return AccessDecision.Denied.because(
          "the account is suspended as " + permission.role().word() + ": " + account);
    }
    Role role = permission.actingRole();
    if (role == Role.PATIENT) {
      return asPatient(account, permission, service);
    }
    return RolePolicy.services(role).contains(service)
        ? AccessDecision.Allowed.forAll()
        : AccessDecision.Denied.because("role " + role.word() + " may not " + service.word());
  }

  private AccessDecision asPatient(
      EthereumAddress account, Permission permission, WireService service) {
    PatientIdentity own = patients.get(account);
    if (own == null) {
      return AccessDecision.Denied.because("the account is " + permission.state() + ": " + account);
    }
    return RolePolicy.services(Role.PATIENT).contains(service)
        ? new AccessDecision.Allowed(Optional.of(own))
        : AccessDecision.Denied.because("role patient may not " + service.word());
  }

  /**
   * The open break-glass, if it is for this caller: it lifts what roles refuse, not what the
   * configuration does, and it makes no patient see another one's record.
   */
  private Optional<BreakGlass.Opening> opening(Caller caller, WireService service) {
    boolean patient = caller.account().map(patients::containsKey).orElse(false);
    return patient || !ConfiguredAccessControl.isConfigured(caller, service)
        ? Optional.empty()
        : breakGlass.current();
  }

  private void recordUse(
      Caller caller,
      WireService service,
      AccessDecision.Denied denied,
      BreakGlass.Opening opening) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("peer", caller.peer().aeTitle());
    caller.user().ifPresent(user -> fields.put("user", user));
    caller.account().ifPresent(account -> fields.put("account", account.toString()));
    fields.put("service", service.word());
    fields.put("refusal", denied.reason());
    fields.put("reason", opening.reason());
    fields.put("openedBy", opening.by());
    audit.record(AuditEvent.BREAK_GLASS_USED, fields);
  }
}
