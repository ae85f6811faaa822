package org.sealgate.scp.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.roles.Permission;
import org.sealgate.chain.roles.Role;
import org.sealgate.chain.roles.RoleKnowledge;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.PeerConfiguration;
import org.sealgate.scp.config.PeerService;
import org.sealgate.scp.seal.PatientIdentity;

/** Every role times every service, and what lifts a refusal. */
class RolesAccessControlTest {
  private static final EthereumAddress ACCOUNT = account("aa");
  private static final EthereumAddress PATIENT = account("bb");
  private static final PatientIdentity JANE = new PatientIdentity("P1", "");

  @TempDir Path data;
  private final Map<EthereumAddress, RoleKnowledge> known = new HashMap<>();
  private AuditLog audit;
  private BreakGlass breakGlass;
  private RolesAccessControl access;

  @BeforeEach
  void start() throws IOException {
    audit = AuditLog.open(data.resolve("audit.jsonl"), Clock.systemUTC());
    breakGlass = new BreakGlass(data, Clock.systemUTC());
    access =
        new RolesAccessControl(
            account -> known.getOrDefault(account, new RoleKnowledge.Unavailable("chain not seen")),
            Map.of(PATIENT, JANE),
            new RoleUsers(List.of(), audit),
            breakGlass,
            audit);
  }

  @AfterEach
  void stop() throws IOException {
    audit.close();
  }

  private static EthereumAddress account(String digits) {
    return new EthereumAddress("0x" + digits.repeat(20));
  }

  private static Caller caller(@Nullable EthereumAddress account, PeerService... services) {
    Set<PeerService> all =
        services.length == 0 ? EnumSet.allOf(PeerService.class) : Set.of(services);
    return new Caller(
        new PeerConfiguration(
            "PEER",
            Optional.empty(),
            Optional.empty(),
            all,
            Optional.ofNullable(account),
            Optional.empty()),
        Optional.empty(),
        Optional.ofNullable(account));
  }

  private void know(EthereumAddress account, Permission permission) {
    known.put(account, new RoleKnowledge.Known(permission, 7, Duration.ZERO));
  }

  private static Permission allowed(Role role) {
    return new Permission(role == Role.PATIENT ? "" : "name", role, true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "HOST,       true,  true,  true,  true",
    "DOCTOR,     true,  true,  true,  true",
    "DEVICE,     true,  true,  false, false",
    "PATIENT,    false, false, false, false",
    "GOVERNMENT, false, false, false, false"
  })
  void decide_shouldFollowTheTable(
      Role role, boolean store, boolean workflow, boolean query, boolean retrieve) {
    know(ACCOUNT, allowed(role));
    assertThat(isAllowed(WireService.STORE)).isEqualTo(store);
    assertThat(isAllowed(WireService.WORKFLOW)).isEqualTo(workflow);
    assertThat(isAllowed(WireService.QUERY)).isEqualTo(query);
    assertThat(isAllowed(WireService.RETRIEVE)).isEqualTo(retrieve);
    boolean any = store || workflow || query || retrieve;
    assertThat(access.admit(caller(ACCOUNT)) instanceof AccessDecision.Allowed).isEqualTo(any);
  }

  private boolean isAllowed(WireService service) {
    return access.decide(caller(ACCOUNT), service).equals(AccessDecision.Allowed.forAll());
  }

  @ParameterizedTest
  @CsvSource({"QUERY", "RETRIEVE"})
  void decide_shouldKeepAPatientToItsOwnRecord(WireService service) {
    for (Permission permission :
        List.of(Permission.UNKNOWN, new Permission("", Role.PATIENT, true, true))) {
      know(PATIENT, permission);
      assertThat(access.decide(caller(PATIENT), service))
          .isEqualTo(new AccessDecision.Allowed(Optional.of(JANE)));
      assertThat(refusal(PATIENT, WireService.STORE)).isEqualTo("role patient may not store");
    }
  }

  @Test
  void decide_shouldSayWhy() {
    assertThat(refusal(null, WireService.QUERY)).isEqualTo("no account is configured for PEER");
    assertThat(refusal(ACCOUNT, WireService.QUERY)).isEqualTo("chain not seen");
    know(ACCOUNT, new Permission("Dr. Grün", Role.PATIENT, false, false));
    assertThat(refusal(ACCOUNT, WireService.QUERY)).startsWith("the account is removed: 0xaaaa");
    know(ACCOUNT, new Permission("Dr. Grün", Role.DOCTOR, false, true));
    assertThat(refusal(ACCOUNT, WireService.QUERY))
        .startsWith("the account is suspended as doctor");
    know(ACCOUNT, allowed(Role.DEVICE));
    assertThat(refusal(ACCOUNT, WireService.QUERY)).isEqualTo("role device may not query");
  }

  private String refusal(@Nullable EthereumAddress account, WireService service) {
    return access.decide(caller(account), service) instanceof AccessDecision.Denied denied
        ? denied.reason()
        : "";
  }

  @Test
  void decide_shouldStayWithinTheConfiguredServices() {
    know(ACCOUNT, allowed(Role.DOCTOR));
    assertThat(access.decide(caller(ACCOUNT, PeerService.STORE), WireService.QUERY))
        .isEqualTo(AccessDecision.Denied.because("PEER may not query"));
  }

  @Test
  void admit_shouldSayThatTryingAgainMayHelpWhileNothingIsKnown() {
    assertThat(access.admit(caller(ACCOUNT)))
        .isEqualTo(new AccessDecision.Denied("chain not seen", true));
  }

  @Test
  void breakGlass_shouldLiftWhatRolesRefuseAndBeRecorded() throws IOException {
    breakGlass.open("chain down, trauma room", "admin", Duration.ofMinutes(5));

    assertThat(access.admit(caller(ACCOUNT))).isEqualTo(AccessDecision.Allowed.forAll());
    assertThat(trail()).doesNotContain("break-glass-used");
    assertThat(isAllowed(WireService.RETRIEVE)).isTrue();
    assertThat(trail())
        .contains("break-glass-used", "chain down, trauma room", "chain not seen", "admin");
  }

  @Test
  void breakGlass_shouldLiftNeitherTheConfigurationNorAPatientsLimits() throws IOException {
    breakGlass.open("chain down", "admin", Duration.ofMinutes(5));
    assertThat(access.decide(caller(ACCOUNT, PeerService.STORE), WireService.QUERY))
        .isInstanceOf(AccessDecision.Denied.class);
    assertThat(access.decide(caller(PATIENT), WireService.QUERY))
        .isInstanceOf(AccessDecision.Denied.class);
    assertThat(trail()).doesNotContain("break-glass-used");
  }

  private String trail() throws IOException {
    return Files.readString(data.resolve("audit.jsonl"));
  }
}
