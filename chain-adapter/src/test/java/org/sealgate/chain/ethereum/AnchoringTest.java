package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.anchor.AnchorCall;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.anchor.AnchorSettings;
import org.sealgate.chain.anchor.AnchorState;
import org.sealgate.chain.anchor.AnchorStatus;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.anchor.Fees;
import org.sealgate.chain.anchor.SignedTransaction;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.chain.roles.Role;

/** Anchoring on real chains, undisturbed and with everything that can go wrong. */
class AnchoringTest {
  @TempDir Path directory;

  @Test
  void anchorer_shouldAnchorAllThatIsPendingInOneTransaction() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      hospital.receive(100);
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        awaitFinal(anchorer, 100);
        assertThat(anchorer.status().transactions()).isEqualTo(1);
        hospital.receive(50);
        anchorer.logGrew();
        awaitFinal(anchorer, 150);
        AnchorStatus status = anchorer.status();
        assertThat(status.transactions()).isEqualTo(2);
        assertThat(status.problem()).isEmpty();
        AnchorRecord first = anchorer.anchorCovering(99).orElseThrow();
        AnchorRecord second = anchorer.anchorCovering(100).orElseThrow();
        assertThat(first.checkpoint().checkpoint().size()).isEqualTo(100);
        assertThat(second.checkpoint().checkpoint().size()).isEqualTo(150);
        assertThat(second.gasUsed()).isLessThan(60_000);
        assertThat(anchorer.anchorCovering(150)).isEmpty();
      }
      assertThat(anchoredRoot(hospital, 150)).isEqualTo(hospital.log().root(150));
    }
  }

  @Test
  void anchorer_shouldBeFinalOnlyAfterConfirmations() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(3))) {
      hospital.receive(1);
      anchorer.start();
      awaitState(anchorer, 0, AnchorState.INCLUDED);
      assertThat(anchorer.anchorCovering(0).orElseThrow().state()).isEqualTo(AnchorState.INCLUDED);
      chain.mine(1);
      assertThat(anchorer.stateOf(0)).isEqualTo(AnchorState.INCLUDED);
      chain.mine(1);
      awaitState(anchorer, 0, AnchorState.FINAL);
      assertThat(anchorer.anchorCovering(0).orElseThrow().state()).isEqualTo(AnchorState.FINAL);
    }
  }

  @Test
  void anchorer_shouldFollowBlocksOfOneSecond() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start("--block-time", "1");
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(2))) {
      anchorer.start();
      for (int i = 1; i <= 3; i++) {
        hospital.receive(7);
        anchorer.logGrew();
        int size = 7 * i;
        eventually(() -> assertThat(anchorer.status().includedSize()).isEqualTo(size));
      }
      awaitFinal(anchorer, 21);
      assertThat(anchorer.status().transactions()).isEqualTo(3);
    }
  }

  @Test
  void anchorer_shouldAnchorEachLeafInIndividualMode() throws Exception {
    AnchorSettings individual =
        new AnchorSettings(
            AnchorSettings.Mode.INDIVIDUAL,
            1,
            Duration.ZERO,
            Duration.ofMillis(10),
            3,
            1_000_000_000_000L);
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(individual)) {
      hospital.receive(5);
      anchorer.start();
      awaitFinal(anchorer, 5);
      assertThat(anchorer.status().transactions()).isEqualTo(5);
      assertThat(anchorer.anchorCovering(2).orElseThrow().checkpoint().checkpoint().size())
          .isEqualTo(3);
    }
  }

  @Test
  void anchorer_shouldCatchUpWhenTheEndpointComesBack() throws Exception {
    Path state = directory.resolve("state.json");
    AnvilProcess first = AnvilProcess.start("--state", state.toString());
    int port = first.port();
    try (Hospital hospital = Hospital.open(directory, first.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      first.close();
      anchorer.start();
      hospital.receive(20);
      anchorer.logGrew();
      eventually(() -> {
        assertThat(anchorer.status().problem().orElse("")).contains("cannot be reached");
        assertThat(anchorer.status().endpoints().getFirst().problem()).isPresent();
      });
      assertThat(anchorer.stateOf(0)).isEqualTo(AnchorState.PENDING);
      try (AnvilProcess second = AnvilProcess.startAt(port, "--state", state.toString())) {
        awaitFinal(anchorer, 20);
        assertThat(second.port()).isEqualTo(port);
        assertThat(anchorer.status().transactions()).isEqualTo(1);
      }
    }
  }

  @Test
  void anchorer_shouldUseTheNextEndpointWhenOneIsDown() throws Exception {
    AnvilProcess gone = AnvilProcess.start();
    gone.close();
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url(), gone.url());
        EthereumEndpoints endpoints =
            EthereumEndpoints.of(List.of(gone.url(), chain.url()), Duration.ofSeconds(5));
        Anchorer anchorer =
            Anchorer.open(
                Hospital.settings(1),
                hospital.log(),
                hospital.signer(),
                new EthereumAnchorChain(
                    endpoints, TestAccounts.NODE, hospital.registry(), AnvilProcess.CHAIN_ID),
                directory.resolve("anchors"))) {
      hospital.receive(3);
      anchorer.start();
      awaitFinal(anchorer, 3);
      assertThat(anchorer.status().endpoints().get(0).problem()).isPresent();
      assertThat(anchorer.status().endpoints().get(1).problem()).isEmpty();
    }
  }

  /** As if the program were killed after the broadcast and before the block. */
  @Test
  void anchorer_shouldFindItsTransactionAfterRestart() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      hospital.receive(9);
      chain.automine(false);
      Digest sent;
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        awaitState(anchorer, 0, AnchorState.SUBMITTED);
        sent = anchorer.status().lastTransaction().orElseThrow();
      }
      chain.mine(1);
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        awaitFinal(anchorer, 9);
        assertThat(anchorer.anchorCovering(0).orElseThrow().transaction()).isEqualTo(sent);
        assertThat(anchorer.status().transactions()).isEqualTo(1);
      }
    }
  }

  /** The outbox is gone: the contract tells what it has, and nothing is anchored twice. */
  @Test
  void anchorer_shouldAdoptWhatTheContractHas() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      hospital.receive(4);
      Digest sent;
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        awaitFinal(anchorer, 4);
        sent = anchorer.anchorCovering(0).orElseThrow().transaction();
      }
      delete(directory.resolve("anchors"));
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        awaitFinal(anchorer, 4);
        assertThat(anchorer.anchorCovering(0).orElseThrow().transaction()).isEqualTo(sent);
        assertThat(hospital.chain().nonce()).isEqualTo(1);
      }
    }
  }

  @Test
  void anchorer_shouldAnchorAgainAfterAReorg() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(5))) {
      // Blocks that the re-org may take beside the anchor's, so that the contracts stay.
      chain.mine(3);
      hospital.receive(6);
      anchorer.start();
      awaitState(anchorer, 5, AnchorState.INCLUDED);
      Digest before = anchorer.anchorCovering(5).orElseThrow().blockHash();
      chain.mine(1);
      chain.rpc("anvil_reorg", "[3,[]]");
      eventually(() ->
          assertThat(anchorer.anchorCovering(5))
              .hasValueSatisfying(anchor -> assertThat(anchor.blockHash()).isNotEqualTo(before)));
      chain.mine(5);
      awaitFinal(anchorer, 6);
      assertThat(anchoredRoot(hospital, 6)).isEqualTo(hospital.log().root(6));
      assertThat(anchorer.status().transactions()).isEqualTo(1);
    }
  }

  @Test
  void anchorer_shouldSignAnewWhenItsNonceWasUsed() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      chain.automine(false);
      hospital.receive(2);
      anchorer.start();
      awaitState(anchorer, 0, AnchorState.SUBMITTED);
      Digest displaced = anchorer.status().lastTransaction().orElseThrow();
      SignedTransaction other =
          new TransactionSigner(TestAccounts.NODE, AnvilProcess.CHAIN_ID)
              .sign(
                  TestAccounts.STRANGER.address().hex(),
                  "0x",
                  hospital.chain().nonce(),
                  new Fees.Dynamic(90_000_000_000L, 80_000_000_000L),
                  21_000);
      assertThat(hospital.chain().broadcast(other).errors()).isEmpty();
      chain.mine(1);
      chain.automine(true);
      awaitFinal(anchorer, 2);
      assertThat(anchorer.anchorCovering(0).orElseThrow().transaction()).isNotEqualTo(displaced);
      assertThat(anchorer.status().transactions()).isEqualTo(1);
    }
  }

  @Test
  void anchorer_shouldReplaceAStuckTransactionWithAHigherFee() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      chain.automine(false);
      hospital.receive(2);
      anchorer.start();
      awaitState(anchorer, 0, AnchorState.SUBMITTED);
      Digest stuck = anchorer.status().lastTransaction().orElseThrow();
      for (int i = 0; i < 3; i++) {
        chain.rpc("anvil_setNextBlockBaseFeePerGas", "[\"0x174876e800\"]");
        chain.mine(1);
      }
      eventually(
          () -> assertThat(anchorer.status().lastTransaction().orElseThrow()).isNotEqualTo(stuck));
      awaitState(anchorer, 0, AnchorState.SUBMITTED);
      chain.mine(1);
      awaitFinal(anchorer, 2);
      assertThat(anchorer.anchorCovering(0).orElseThrow().transaction()).isNotEqualTo(stuck);
      assertThat(hospital.chain().nonce()).isEqualTo(1);
    }
  }

  @Test
  void anchorer_shouldWaitWhileEndpointsDisagree() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        AnvilProcess fork = AnvilProcess.start()) {
      Hospital.deploy(fork.url());
      try (Hospital hospital = Hospital.open(directory, chain.url(), fork.url());
          Anchorer anchorer = hospital.anchorer(Hospital.settings(2))) {
        fork.rpc("evm_increaseTime", "[1000]");
        fork.mine(5);
        hospital.receive(2);
        anchorer.start();
        awaitState(anchorer, 0, AnchorState.INCLUDED);
        chain.mine(3);
        eventually(() -> assertThat(anchorer.status().problem().orElse("")).contains("disagree"));
        assertThat(anchorer.stateOf(0)).isEqualTo(AnchorState.INCLUDED);
        fork.stop();
        awaitFinal(anchorer, 2);
      }
    }
  }

  @Test
  void anchorer_shouldNeverAnchorAnotherLogUnderTheSameKey() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      hospital.receive(4);
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        awaitFinal(anchorer, 4);
      }
      expectProblem(hospital, "short", 2, "entries are lost");
      expectProblem(hospital, "forked", 6, "another root");
    }
  }

  private void expectProblem(Hospital hospital, String name, int leaves, String problem)
      throws IOException {
    LogSigner signer = hospital.signer();
    try (TransparencyLog other = TransparencyLog.open(directory.resolve(name))) {
      for (int i = 0; i < leaves; i++) {
        other.append(List.of(Digest.sha256(new byte[] {(byte) i, 1})));
      }
      try (Anchorer anchorer =
          Anchorer.open(
              Hospital.settings(1),
              other,
              signer,
              hospital.chain(),
              directory.resolve(name + "-anchors"))) {
        anchorer.start();
        eventually(() -> assertThat(anchorer.status().problem().orElse("")).contains(problem));
        assertThat(anchorer.stateOf(0)).isEqualTo(AnchorState.PENDING);
      }
    }
  }

  @Test
  void anchorer_shouldGoOnWhenTheRoleIsGiven() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url());
        Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      RolesContract roles =
          new RolesContract(hospital.endpoints(), hospital.contracts().roles().address());
      Duration timeout = Duration.ofSeconds(10);
      roles.removePermission(TestAccounts.HOST, timeout, TestAccounts.NODE.address());
      hospital.receive(1);
      anchorer.start();
      eventually(
          () -> assertThat(anchorer.status().problem().orElse("")).contains("may not anchor"));
      roles.setPermission(
          TestAccounts.HOST, timeout, TestAccounts.NODE.address(), "Node", Role.DEVICE, true);
      awaitFinal(anchorer, 1);
    }
  }

  @Test
  void sign_shouldMakeLegacyTransactionsThatTheChainTakes() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      EthereumAnchorChain registry = hospital.chain();
      Digest digest = Digest.sha256(new byte[0]);
      AnchorCall call = new AnchorCall(digest, 7, digest);
      SignedTransaction transaction =
          registry.sign(call, 0, new Fees.Legacy(20_000_000_000L), registry.gasLimit(call));
      assertThat(registry.broadcast(transaction).accepted()).isEqualTo(1);
      eventually(() -> assertThat(registry.transaction(transaction.hash())).isPresent());
      assertThat(registry.latest(digest).orElseThrow().size()).isEqualTo(7);
    }
  }

  private static Digest anchoredRoot(Hospital hospital, long size) throws IOException {
    return new EthereumLedger(hospital.endpoints())
        .anchoredRoot(hospital.registry(), hospital.signer().identity().logId(), size)
        .orElseThrow();
  }

  private static void awaitFinal(Anchorer anchorer, long size) {
    eventually(() ->
        assertThat(anchorer.status().finalSize())
            .as(() -> anchorer.status().toString())
            .isEqualTo(size));
  }

  private static void awaitState(Anchorer anchorer, long index, AnchorState state) {
    eventually(() ->
        assertThat(anchorer.stateOf(index))
            .as(() -> anchorer.status().toString())
            .isEqualTo(state));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
