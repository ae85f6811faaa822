package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.receipt.AnchorReference;
import org.sealgate.chain.receipt.Receipt;
import org.sealgate.chain.receipt.ReceiptCheck;
import org.sealgate.chain.receipt.ReceiptCheck.Name;
import org.sealgate.chain.receipt.ReceiptCheck.Outcome;
import org.sealgate.chain.receipt.ReceiptExpectation;
import org.sealgate.chain.receipt.ReceiptReport;
import org.sealgate.chain.receipt.ReceiptVerifier;

/** Receipts against a real chain: the good one, and everything someone may forge. */
@TestInstance(Lifecycle.PER_CLASS)
class ReceiptOnChainTest {
  private static final int INDEX = 5;

  private AnvilProcess chain;
  private Hospital hospital;
  private Receipt receipt;

  @BeforeAll
  void anchorTwentyLeaves(@TempDir Path directory) throws Exception {
    chain = AnvilProcess.start();
    hospital = Hospital.open(directory, chain.url());
    hospital.receive(20);
    try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      anchorer.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> anchorer.status().finalSize() == 20);
      AnchorRecord anchor = anchorer.anchorCovering(INDEX).orElseThrow();
      receipt =
          Receipt.create(
              hospital.leaf(INDEX),
              INDEX,
              hospital.log(),
              hospital.signer().identity(),
              anchor,
              AnvilProcess.CHAIN_ID,
              hospital.registry());
    }
  }

  @AfterAll
  void stop() throws IOException {
    hospital.close();
    chain.close();
  }

  private ReceiptExpectation everythingKnown() {
    return new ReceiptExpectation(
        Optional.of(AnvilProcess.CHAIN_ID),
        Optional.of(hospital.registry()),
        Optional.of(hospital.signer().identity()));
  }

  private ReceiptReport verify(Receipt claimed) {
    return new ReceiptVerifier(new EthereumLedger(hospital.endpoints()), everythingKnown())
        .verify(claimed);
  }

  private void refuse(Receipt forged, Name... failing) {
    List<Name> failed =
        verify(forged).checks().stream()
            .filter(check -> check.outcome() == Outcome.FAILED)
            .map(ReceiptCheck::name)
            .toList();
    assertThat(failed).containsExactly(failing);
    assertThat(verify(forged).isProven()).isFalse();
  }

  @Test
  void verify_shouldPassEveryCheckOfAGoodReceipt() throws Exception {
    ReceiptReport report = verify(Receipt.parse(receipt.toJson()));
    assertThat(report.checks()).extracting(ReceiptCheck::name).containsExactly(Name.values());
    assertThat(report.checks()).allMatch(check -> check.outcome() == Outcome.PASSED);
    assertThat(report.isProven()).isTrue();
  }

  @Test
  void verify_shouldSkipWhatIsNotExpected() {
    ReceiptReport report =
        new ReceiptVerifier(new EthereumLedger(hospital.endpoints()), ReceiptExpectation.none())
            .verify(receipt);
    assertThat(report.checks())
        .filteredOn(check -> check.outcome() == Outcome.SKIPPED)
        .extracting(ReceiptCheck::name)
        .containsExactly(Name.LOG_IDENTITY, Name.CONTRACT_ADDRESS);
    assertThat(report.isProven()).isTrue();
  }

  @Test
  void verify_shouldSayWhatCouldNotBeAsked() {
    try (EthereumEndpoints nowhere =
        EthereumEndpoints.of(List.of(URI.create("http://127.0.0.1:9")), Duration.ofSeconds(5))) {
      ReceiptReport report =
          new ReceiptVerifier(new EthereumLedger(nowhere), everythingKnown()).verify(receipt);
      assertThat(report.checks()).extracting(ReceiptCheck::name).containsExactly(Name.values());
      assertThat(report.checks())
          .filteredOn(check -> check.outcome() == Outcome.UNAVAILABLE)
          .hasSize(6);
      assertThat(report.isProven()).isFalse();
      assertThat(report.firstFailure()).isEmpty();
    }
  }

  @Test
  void verify_shouldRefuseAnotherLeaf() {
    refuse(with(INDEX, receipt.inclusionPath(), hospital.leaf(6)), Name.INCLUSION);
  }

  @Test
  void verify_shouldRefuseAWrongIndex() {
    for (long index = 0; index < 25; index++) {
      if (index != INDEX) {
        refuse(with(index, receipt.inclusionPath(), receipt.leaf()), Name.INCLUSION);
      }
    }
  }

  @Test
  void verify_shouldRefuseSwappedAndTruncatedPaths() {
    List<Digest> swapped = new ArrayList<>(receipt.inclusionPath());
    swapped.set(0, receipt.inclusionPath().get(1));
    swapped.set(1, receipt.inclusionPath().get(0));
    refuse(with(INDEX, swapped, receipt.leaf()), Name.INCLUSION);
    List<Digest> truncated = receipt.inclusionPath().subList(0, 4);
    refuse(with(INDEX, truncated, receipt.leaf()), Name.INCLUSION);
  }

  @Test
  void verify_shouldRefuseAWrongSize() throws Exception {
    Digest root = receipt.checkpoint().checkpoint().root();
    refuse(
        with(hospital.signer().sign(19, root), receipt.anchor()),
        Name.ANCHORED_ROOT,
        Name.TRANSACTION);
    SignedCheckpoint earlier = hospital.signer().sign(10, hospital.log().root(10));
    List<Digest> path = hospital.log().inclusionProof(INDEX, 10).path();
    Receipt neverAnchored =
        new Receipt(receipt.leaf(), INDEX, path, earlier, receipt.log(), receipt.anchor());
    refuse(neverAnchored, Name.ANCHORED_ROOT, Name.TRANSACTION);
  }

  @Test
  void verify_shouldRefuseACheckpointSignedByAnotherKey() {
    LogSigner thief = LogSigner.generate(receipt.log().origin());
    Digest root = receipt.checkpoint().checkpoint().root();
    refuse(with(thief.sign(20, root), receipt.anchor()), Name.CHECKPOINT_SIGNATURE);
    Receipt underHisName =
        new Receipt(
            receipt.leaf(),
            INDEX,
            receipt.inclusionPath(),
            thief.sign(20, root),
            thief.identity(),
            receipt.anchor());
    refuse(underHisName, Name.LOG_IDENTITY, Name.ANCHORED_ROOT, Name.TRANSACTION);
  }

  @Test
  void verify_shouldRefuseAReceiptOfAnotherChain() {
    AnchorReference anchor = receipt.anchor();
    refuse(
        with(
            receipt.checkpoint(),
            new AnchorReference(
                1,
                anchor.contract(),
                anchor.transaction(),
                anchor.blockNumber(),
                anchor.blockHash())),
        Name.CHAIN_ID);
  }

  @Test
  void verify_shouldRefuseAContractThatIsNotOurs() throws Exception {
    EthereumAddress roles = hospital.contracts().roles().address();
    refuse(
        at(roles), Name.CONTRACT_ADDRESS, Name.CONTRACT_CODE, Name.ANCHORED_ROOT, Name.TRANSACTION);
    refuse(
        at(TestAccounts.STRANGER.address()),
        Name.CONTRACT_ADDRESS,
        Name.CONTRACT_CODE,
        Name.ANCHORED_ROOT,
        Name.TRANSACTION);
    ContractDeployer deployer = new ContractDeployer(hospital.endpoints(), Duration.ofSeconds(10));
    EthereumAddress copy = deployer.deployAnchorRegistry(TestAccounts.STRANGER, roles).address();
    refuse(at(copy), Name.CONTRACT_ADDRESS, Name.ANCHORED_ROOT, Name.TRANSACTION);
  }

  @Test
  void verify_shouldRefuseOtherTransactionsAndBlocks() {
    AnchorReference anchor = receipt.anchor();
    Digest nothing = Digest.sha256(new byte[0]);
    refuse(
        with(
            receipt.checkpoint(),
            new AnchorReference(
                anchor.chainId(),
                anchor.contract(),
                nothing,
                anchor.blockNumber(),
                anchor.blockHash())),
        Name.TRANSACTION,
        Name.BLOCK);
    refuse(
        with(
            receipt.checkpoint(),
            new AnchorReference(
                anchor.chainId(),
                anchor.contract(),
                anchor.transaction(),
                anchor.blockNumber(),
                nothing)),
        Name.BLOCK);
  }

  private Receipt at(EthereumAddress contract) {
    AnchorReference anchor = receipt.anchor();
    return with(
        receipt.checkpoint(),
        new AnchorReference(
            anchor.chainId(),
            contract,
            anchor.transaction(),
            anchor.blockNumber(),
            anchor.blockHash()));
  }

  private Receipt with(SignedCheckpoint checkpoint, AnchorReference anchor) {
    return new Receipt(
        receipt.leaf(), INDEX, receipt.inclusionPath(), checkpoint, receipt.log(), anchor);
  }

  private Receipt with(long index, List<Digest> path, org.sealgate.chain.log.Leaf leaf) {
    return new Receipt(leaf, index, path, receipt.checkpoint(), receipt.log(), receipt.anchor());
  }
}
