package org.sealgate.scp.authorization;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.roles.RoleDirectory;
import org.sealgate.chain.roles.RoleDirectorySettings;
import org.sealgate.scp.audit.AuditEvent;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.config.RolesConfiguration;
import org.sealgate.scp.seal.PatientIdentity;

/** The node's roles: follows the contract and the break-glass, and decides by them. */
public final class Roles implements AutoCloseable {
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(5);

  private final EthereumAddress contract;
  private final EthereumEndpoints endpoints;
  private final RoleDirectory directory;
  private final BreakGlass breakGlass;
  private final AuditLog audit;
  private final AccessControl access;
  private final Thread watch;
  private BreakGlass.@Nullable Opening seen;

  private Roles(
      EthereumAddress contract, NodeConfiguration configuration, AuditLog audit, Clock clock) {
    RolesConfiguration roles = configuration.roles();
    this.contract = contract;
    this.audit = audit;
    this.breakGlass = new BreakGlass(configuration.data(), clock);
    RoleUsers users = new RoleUsers(roles.users(), audit);
    this.endpoints = EthereumEndpoints.of(roles.endpoints(), RPC_TIMEOUT);
    this.directory =
        new RoleDirectory(
            new RolesContract(endpoints, contract, roles.chainId()),
            accounts(configuration),
            new RoleDirectorySettings(roles.pollInterval(), roles.maximumStale()));
    this.access =
        new RolesAccessControl(directory::knowledgeOf, patients(roles), users, breakGlass, audit);
    this.watch =
        Thread.ofVirtual().name("break-glass").unstarted(() -> watch(roles.pollInterval()));
  }

  /**
   * Starts following a contract. A chain that does not answer is no error: until it does, nothing
   * is known and roles refuse.
   *
   * @param contract address of the contract {@code Roles}
   */
  public static Roles start(
      EthereumAddress contract, NodeConfiguration configuration, AuditLog audit, Clock clock) {
    Roles roles = new Roles(contract, configuration, audit, clock);
    roles.directory.start();
    roles.watch.start();
    return roles;
  }

  private static Set<EthereumAddress> accounts(NodeConfiguration configuration) {
    Set<EthereumAddress> accounts = new HashSet<>();
    configuration.peers().forEach(peer -> peer.account().ifPresent(accounts::add));
    configuration.roles().users().forEach(user -> accounts.add(user.account()));
    return accounts;
  }

  private static Map<EthereumAddress, PatientIdentity> patients(RolesConfiguration roles) {
    Map<EthereumAddress, PatientIdentity> patients = new HashMap<>();
    roles
        .patients()
        .forEach(patient ->
            patients.put(
                patient.account(), new PatientIdentity(patient.patientId(), patient.issuer())));
    return patients;
  }

  /** Who may do what, by the roles as they are known at the moment. */
  public AccessControl access() {
    return access;
  }

  private void watch(Duration interval) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        noteBreakGlass();
        Thread.sleep(interval);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** An opening is in the audit trail even if nobody uses it. */
  private void noteBreakGlass() {
    Optional<BreakGlass.Opening> now = breakGlass.current();
    if (seen != null && !now.equals(Optional.of(seen))) {
      audit.record(AuditEvent.BREAK_GLASS_ENDED, Map.of("reason", seen.reason()));
    }
    if (now.isPresent() && !now.get().equals(seen)) {
      BreakGlass.Opening opening = now.get();
      audit.record(
          AuditEvent.BREAK_GLASS_OPENED,
          Map.of(
              "reason", opening.reason(),
              "openedBy", opening.by(),
              "until", opening.until().toString()));
    }
    seen = now.orElse(null);
  }

  /** The state for the status page. */
  public Map<String, Object> status() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("contract", contract.toString());
    view.put("accounts", directory.accounts().size());
    directory.block().ifPresent(block -> view.put("block", block.number()));
    directory.age().ifPresent(age -> view.put("ageSeconds", age.toSeconds()));
    view.put("problem", directory.problem().orElse(""));
    view.put(
        "breakGlass",
        breakGlass
            .current()
            .map(opening -> "open until " + opening.until() + ": " + opening.reason())
            .orElse("closed"));
    return view;
  }

  /** The state where no contract is configured. */
  public static Map<String, Object> none() {
    return Map.of("contract", "none: peers have the services that are configured for them");
  }

  @Override
  public void close() {
    watch.interrupt();
    directory.close();
    endpoints.close();
  }
}
