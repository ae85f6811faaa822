package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.roles.Permission;
import org.sealgate.chain.roles.PermissionChange;
import org.sealgate.chain.roles.Role;

class RolesContractTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static AnvilProcess anvil;
  private static EthereumEndpoints endpoints;
  private static ContractDeployer.Contracts contracts;
  private static RolesContract roles;

  @BeforeAll
  static void start() throws Exception {
    anvil = AnvilProcess.start();
    contracts = Hospital.deploy(anvil.url());
    endpoints = EthereumEndpoints.of(List.of(anvil.url()), TIMEOUT);
    roles = new RolesContract(endpoints, contracts.roles().address());
  }

  @AfterAll
  static void stop() {
    endpoints.close();
    anvil.close();
  }

  private static EthereumAddress doctor() throws IOException, RevertedException {
    EthereumAddress account = AccountKey.create().address();
    roles.setPermission(TestAccounts.HOST, TIMEOUT, account, "Dr. Grün", Role.DOCTOR, true);
    return account;
  }

  @Test
  void permissionOf_shouldFollowAnAppointmentASuspensionAndARemoval() throws Exception {
    EthereumAddress account = doctor();
    assertThat(roles.permissionOf(account))
        .isEqualTo(new Permission("Dr. Grün", Role.DOCTOR, true, true));
    assertThat(roles.isAllowed(account, Role.DOCTOR)).isTrue();

    roles.setPermission(TestAccounts.HOST, TIMEOUT, account, "Dr. Grün", Role.DOCTOR, false);
    assertThat(roles.permissionOf(account).state()).isEqualTo("suspended");
    assertThat(roles.permissionOf(account).actingRole()).isEqualTo(Role.PATIENT);
    assertThat(roles.isAllowed(account, Role.DOCTOR)).isFalse();

    roles.removePermission(TestAccounts.HOST, TIMEOUT, account);
    assertThat(roles.permissionOf(account).state()).isEqualTo("removed");
    assertThat(roles.nameOf(account)).isEqualTo("Dr. Grün");
    assertThat(roles.roleOf(account)).isEqualTo(Role.PATIENT);
  }

  @Test
  void permissionOf_shouldKnowNothingOfAStranger() throws Exception {
    assertThat(roles.permissionOf(TestAccounts.STRANGER.address()))
        .isEqualTo(Permission.UNKNOWN)
        .extracting(Permission::state)
        .isEqualTo("not known");
  }

  @Test
  void accounts_shouldListWhoWasEverNamed() throws Exception {
    EthereumAddress account = doctor();
    roles.removePermission(TestAccounts.HOST, TIMEOUT, account);

    assertThat(roles.accounts(0))
        .containsEntry(
            TestAccounts.GOVERNMENT.address(),
            new Permission("Government", Role.GOVERNMENT, true, true))
        .containsEntry(
            TestAccounts.NODE.address(), new Permission("Sealgate", Role.DEVICE, true, true))
        .containsEntry(account, new Permission("Dr. Grün", Role.PATIENT, false, false));
  }

  @Test
  void historyOf_shouldSayWhoChangedWhatInWhichBlock() throws Exception {
    EthereumAddress account = doctor();
    MinedChange removal = roles.removePermission(TestAccounts.HOST, TIMEOUT, account);

    List<PermissionChange> history = roles.historyOf(account, contracts.roles().blockNumber());

    assertThat(history).hasSize(2);
    assertThat(history.getFirst())
        .isInstanceOfSatisfying(
            PermissionChange.Set.class,
            set -> {
              assertThat(set.role()).isEqualTo(Role.DOCTOR);
              assertThat(set.name()).isEqualTo("Dr. Grün");
              assertThat(set.allowed()).isTrue();
            });
    assertThat(history.getLast())
        .isEqualTo(
            new PermissionChange.Removed(
                account,
                Role.DOCTOR,
                new PermissionChange.Origin(
                    TestAccounts.HOST.address(), removal.blockNumber(), removal.transaction())));
  }

  @Test
  void setPermission_shouldBeRefusedWithTheReasonToWhoMayNot() {
    EthereumAddress stranger = TestAccounts.STRANGER.address();
    assertThatThrownBy(() ->
            roles.setPermission(
                TestAccounts.STRANGER, TIMEOUT, stranger, "Dr. No", Role.DOCTOR, true))
        .isInstanceOf(RevertedException.class)
        .hasMessage("NotAppointer(caller=" + stranger + ", role=doctor, needed=host)");
    assertThatThrownBy(() -> roles.removePermission(TestAccounts.HOST, TIMEOUT, stranger))
        .isInstanceOf(RevertedException.class)
        .hasMessage("UnknownAccount(account=" + stranger + ")");
  }

  @Test
  void setPermission_shouldRefuseThePatientsName() {
    EthereumAddress account = AccountKey.create().address();
    assertThatThrownBy(() ->
            roles.setPermission(
                TestAccounts.HOST, TIMEOUT, account, "Jane Doe", Role.PATIENT, true))
        .isInstanceOf(RevertedException.class)
        .hasMessage("PatientNameRefused(account=" + account + ")");
  }

  @Test
  void misfit_shouldNameWhatIsWrong() throws Exception {
    EthereumAddress address = contracts.roles().address();
    EthereumAddress registry = contracts.anchorRegistry().address();
    EthereumAddress nobody = new EthereumAddress("0x" + "12".repeat(20));
    OptionalLong chain = OptionalLong.of(AnvilProcess.CHAIN_ID);

    assertThat(new RolesContract(endpoints, address, chain).misfit()).isEmpty();
    assertThat(new RolesContract(endpoints, address, OptionalLong.of(1)).misfit())
        .contains("the chain has id 31337, not 1");
    assertThat(new RolesContract(endpoints, nobody, chain).misfit())
        .contains("there is no contract at " + nobody + " of chain 31337");
    assertThat(new RolesContract(endpoints, registry, chain).misfit())
        .hasValueSatisfying(text -> assertThat(text).contains("is not Roles"));
  }

  @Test
  void permissionOf_shouldSayThatAnotherContractDoesNotAnswer() {
    RolesContract wrong = new RolesContract(endpoints, contracts.anchorRegistry().address());
    assertThatThrownBy(() -> wrong.permissionOf(TestAccounts.HOST.address()))
        .isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void permissionOf_shouldFailWhereNobodyListens() {
    try (EthereumEndpoints dead =
        EthereumEndpoints.of(List.of(URI.create("http://127.0.0.1:1")), TIMEOUT)) {
      RolesContract unreachable = new RolesContract(dead, contracts.roles().address());
      assertThatThrownBy(() -> unreachable.permissionOf(TestAccounts.HOST.address()))
          .isInstanceOf(ChainUnavailableException.class)
          .hasMessageContaining("http://127.0.0.1:1");
    }
  }
}
