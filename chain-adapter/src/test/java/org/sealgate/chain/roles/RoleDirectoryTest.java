package org.sealgate.chain.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.AnvilProcess;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.Hospital;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.ethereum.TestAccounts;

class RoleDirectoryTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final RoleDirectorySettings SETTINGS =
      new RoleDirectorySettings(Duration.ofMillis(20), Duration.ofMinutes(10));

  private final EthereumAddress doctor = AccountKey.create().address();
  private final AtomicLong nanoTime = new AtomicLong();
  private AnvilProcess anvil;
  private EthereumEndpoints endpoints;
  private RolesContract roles;
  private RoleDirectory directory;

  @BeforeEach
  void start() throws Exception {
    anvil = AnvilProcess.start();
    endpoints = EthereumEndpoints.of(List.of(anvil.url()), TIMEOUT);
    roles =
        new RolesContract(
            endpoints,
            Hospital.deploy(anvil.url()).roles().address(),
            OptionalLong.of(AnvilProcess.CHAIN_ID));
    appoint();
    directory =
        new RoleDirectory(
            roles, Set.of(doctor, TestAccounts.NODE.address()), SETTINGS, nanoTime::get);
  }

  @AfterEach
  void stop() {
    directory.close();
    endpoints.close();
    anvil.close();
  }

  private void appoint() throws Exception {
    roles.setPermission(TestAccounts.HOST, TIMEOUT, doctor, "Dr. Grün", Role.DOCTOR, true);
  }

  private void remove() throws Exception {
    roles.removePermission(TestAccounts.HOST, TIMEOUT, doctor);
  }

  private Optional<Role> role() {
    return directory.knowledgeOf(doctor) instanceof RoleKnowledge.Known known
        ? Optional.of(known.permission().actingRole())
        : Optional.empty();
  }

  @Test
  void knowledgeOf_shouldBeUnavailableBeforeTheFirstLook() {
    assertThat(directory.knowledgeOf(doctor))
        .isInstanceOfSatisfying(
            RoleKnowledge.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("not asked yet"));
  }

  @Test
  void refresh_shouldLearnOfARemovalAndOfANewAppointment() throws Exception {
    directory.refresh();
    assertThat(role()).contains(Role.DOCTOR);
    remove();
    directory.refresh();
    assertThat(role()).contains(Role.PATIENT);
    appoint();
    directory.refresh();
    assertThat(role()).contains(Role.DOCTOR);
    assertThat(directory.block()).contains(roles.newestBlock());
  }

  @Test
  void refresh_shouldLearnOfARemovalThatAReorganisationBrought() throws Exception {
    String snapshot = anvil.rpc("evm_snapshot", "[]").replaceAll(".*\"result\":\"(\\w+)\".*", "$1");
    remove();
    directory.refresh();
    assertThat(role()).contains(Role.PATIENT);

    anvil.rpc("evm_revert", "[\"" + snapshot + "\"]");
    directory.refresh();
    assertThat(role()).contains(Role.DOCTOR);

    // Another branch that is longer by the time of the next look.
    anvil.mine(5);
    directory.refresh();
    assertThat(role()).contains(Role.DOCTOR);
  }

  @Test
  void start_shouldFollowTheChainByItself() throws Exception {
    directory.start();
    assertThat(role()).contains(Role.DOCTOR);
    remove();
    await().atMost(TIMEOUT).until(() -> role().equals(Optional.of(Role.PATIENT)));
  }

  @Test
  void knowledgeOf_shouldHoldUntilItIsTooOld() {
    directory.refresh();
    anvil.stop();
    nanoTime.set(Duration.ofMinutes(10).toNanos());
    directory.refresh();
    assertThat(role()).contains(Role.DOCTOR);
    assertThat(directory.problem()).isPresent();

    nanoTime.set(Duration.ofMinutes(10).plusSeconds(1).toNanos());
    assertThat(directory.knowledgeOf(doctor))
        .isEqualTo(
            new RoleKnowledge.Unavailable(
                "the chain was last seen 601 s ago, more than the 600 s allowed"));
  }

  @Test
  void knowledgeOf_shouldKeepToItsAccounts() {
    directory.refresh();
    assertThat(directory.knowledgeOf(TestAccounts.STRANGER.address()))
        .isInstanceOf(RoleKnowledge.Unavailable.class);
  }

  @Test
  void refresh_shouldNotTakeAnotherChainForThisOne() throws Exception {
    RolesContract other = new RolesContract(endpoints, roles.address(), OptionalLong.of(1));
    try (RoleDirectory wrong = new RoleDirectory(other, Set.of(doctor), SETTINGS)) {
      wrong.refresh();
      assertThat(wrong.problem()).contains("the chain has id 31337, not 1");
      assertThat(wrong.knowledgeOf(doctor)).isInstanceOf(RoleKnowledge.Unavailable.class);
    }
  }

  @Test
  void settings_shouldRefuseAStalenessBelowThePollInterval() {
    assertThatThrownBy(
            () -> new RoleDirectorySettings(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("PT1S is less than the poll interval PT2S");
    assertThatThrownBy(() -> new RoleDirectorySettings(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("not positive");
  }
}
