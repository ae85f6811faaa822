package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.anchor.AnchorCall;
import org.sealgate.chain.anchor.AnchorRefusedException;
import org.sealgate.chain.anchor.ChainCheck;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.roles.Role;
import org.web3j.crypto.WalletUtils;

/** What is wrong with a chain, a contract or an account is said in one clear line. */
class ChainCheckTest {
  @TempDir Path directory;

  @Test
  void check_shouldTellWhatIsWrong() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      EthereumAddress registry = hospital.registry();
      EthereumAddress roles = hospital.contracts().roles().address();
      EthereumAddress nowhere = TestAccounts.STRANGER.address();
      assertThat(check(hospital, TestAccounts.NODE, registry, 31337))
          .isEqualTo(new ChainCheck.Ready());
      assertThat(check(hospital, TestAccounts.HOST, registry, 31337))
          .isEqualTo(new ChainCheck.Ready());
      assertThat(check(hospital, TestAccounts.NODE, registry, 1))
          .isEqualTo(new ChainCheck.WrongChain(1, 31337));
      assertThat(check(hospital, TestAccounts.NODE, nowhere, 31337))
          .isEqualTo(new ChainCheck.NoContract(nowhere));
      assertThat(check(hospital, TestAccounts.NODE, roles, 31337))
          .isEqualTo(new ChainCheck.WrongContract(roles));
      assertThat(check(hospital, TestAccounts.STRANGER, registry, 31337).message())
          .contains(TestAccounts.STRANGER.address().hex())
          .contains("neither an allowed Device nor an allowed Host");
      new AnchorRegistryContract(hospital.endpoints(), registry)
          .assignLog(
              TestAccounts.HOST,
              Duration.ofSeconds(10),
              hospital.signer().identity().logId(),
              TestAccounts.HOST.address());
      assertThat(check(hospital, TestAccounts.NODE, registry, 31337).message())
          .contains("is anchored by account " + TestAccounts.HOST.address())
          .contains("not by " + TestAccounts.NODE.address());
      assertThat(check(hospital, TestAccounts.HOST, registry, 31337))
          .isEqualTo(new ChainCheck.Ready());
    }
  }

  @Test
  void assignLog_shouldBeRefusedToADevice() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      AnchorRegistryContract registry =
          new AnchorRegistryContract(hospital.endpoints(), hospital.registry());
      Digest logId = hospital.signer().identity().logId();
      EthereumAddress node = TestAccounts.NODE.address();
      assertThatThrownBy(
              () -> registry.assignLog(TestAccounts.NODE, Duration.ofSeconds(10), logId, node))
          .isInstanceOf(RevertedException.class)
          .hasMessage("NotHost(account=" + node + ")");
      assertThat(registry.ownerOf(logId)).isEmpty();
      registry.assignLog(TestAccounts.HOST, Duration.ofSeconds(10), logId, node);
      assertThat(registry.ownerOf(logId)).contains(node);
    }
  }

  /** One endpoint of another chain among good ones is left out, wherever it stands. */
  @Test
  void endpoints_shouldLeaveOutAnotherChain() throws Exception {
    try (AnvilProcess other = AnvilProcess.start("--chain-id", "5");
        AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        EthereumEndpoints endpoints =
            EthereumEndpoints.ofChain(
                List.of(other.url(), chain.url()), AnvilProcess.CHAIN_ID, Duration.ofSeconds(5))) {
      EthereumAnchorChain anchors =
          new EthereumAnchorChain(
              endpoints, TestAccounts.NODE, hospital.registry(), AnvilProcess.CHAIN_ID);
      assertThat(anchors.check(hospital.signer().identity().logId()))
          .isEqualTo(new ChainCheck.Ready());
      assertThat(anchors.endpoints().get(0).problem())
          .contains("serves chain 5, configured is chain 31337");
      assertThat(anchors.endpoints().get(1).problem()).isEmpty();
    }
  }

  private static ChainCheck check(
      Hospital hospital, AccountKey key, EthereumAddress contract, long chainId) {
    return new EthereumAnchorChain(hospital.endpoints(), key, contract, chainId)
        .check(hospital.signer().identity().logId());
  }

  @Test
  void check_shouldTellThatNothingAnswers() {
    try (EthereumEndpoints endpoints =
        EthereumEndpoints.of(
            List.of(URI.create("http://user:secret@127.0.0.1:9/token")), Duration.ofSeconds(5))) {
      EthereumAnchorChain chain =
          new EthereumAnchorChain(
              endpoints, TestAccounts.NODE, TestAccounts.STRANGER.address(), 31337);
      assertThat(chain.check(Digest.sha256(new byte[0])).message())
          .contains("cannot be reached: http://127.0.0.1:9")
          .doesNotContain("secret")
          .doesNotContain("token");
    }
  }

  @Test
  void gasLimit_shouldGiveTheContractsReason() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      Digest digest = Digest.sha256(new byte[0]);
      AnchorCall empty = new AnchorCall(digest, 0, digest);
      assertThatThrownBy(() -> hospital.chain().gasLimit(empty))
          .isInstanceOf(AnchorRefusedException.class)
          .hasMessage("SizeMustGrow(logId=0x" + digest + ", anchored=0, offered=0)");
    }
  }

  @Test
  void setPermission_shouldGiveTheContractsReason() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      RolesContract roles =
          new RolesContract(hospital.endpoints(), hospital.contracts().roles().address());
      EthereumAddress stranger = TestAccounts.STRANGER.address();
      assertThatThrownBy(() ->
              roles.setPermission(
                  TestAccounts.STRANGER,
                  Duration.ofSeconds(10),
                  stranger,
                  "Dr. X",
                  Role.DOCTOR,
                  true))
          .isInstanceOf(RevertedException.class)
          .hasMessage("NotAppointer(caller=" + stranger + ", role=doctor, needed=host)");
      assertThat(roles.roleOf(stranger)).isEqualTo(Role.PATIENT);
      assertThat(roles.roleOf(TestAccounts.NODE.address())).isEqualTo(Role.DEVICE);
      assertThat(roles.mayAnchor(TestAccounts.NODE.address())).isTrue();
    }
  }

  @Test
  void writeKeyStore_shouldBeReadableByItsOwnerOnly() throws Exception {
    Path file = directory.resolve("node.json");

    TestAccounts.NODE.writeKeyStore(file, "correct horse");

    assertThat(AccountKey.fromKeyStore(file, "correct horse").address())
        .isEqualTo(TestAccounts.NODE.address());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> TestAccounts.NODE.writeKeyStore(file, "other"))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void fromKeyStore_shouldOpenWithItsPasswordOnly() throws Exception {
    String name =
        WalletUtils.generateWalletFile(
            "correct horse",
            TestAccounts.NODE.credentials().getEcKeyPair(),
            directory.toFile(),
            false);
    Path file = directory.resolve(name);
    assertThat(AccountKey.fromKeyStore(file, "correct horse").address())
        .isEqualTo(TestAccounts.NODE.address());
    assertThatThrownBy(() -> AccountKey.fromKeyStore(file, "wrong"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not open with this password");
    Files.writeString(file, "no key store");
    assertThatThrownBy(() -> AccountKey.fromKeyStore(file, "correct horse"))
        .isInstanceOf(IOException.class);
  }
}
