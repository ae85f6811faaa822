package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.receipt.ConsistencyStatement;
import org.sealgate.chain.receipt.ReceiptFormatException;
import org.sealgate.chain.roles.Role;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.AnvilOptions;
import org.sealgate.testdicom.process.AnvilProcess;
import org.sealgate.testdicom.process.HospitalChain;
import org.sealgate.testdicom.process.NodeProcess;

/**
 * Everything that can happen between a node and its chain. After each, every instance is FINAL,
 * each size of the log is anchored once, and nothing is lost.
 *
 * <p>One node lives through all of it, in any order.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AnchorFaultsTest {
  private static final int SLICES = 5;
  private static final int CONFIRMATIONS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> stored = new ArrayList<>();
  private Department department;
  private HospitalChain chain;
  private AnvilProcess anvil;
  private RpcProxy proxy;
  private NodeProcess node;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    department = Department.open(folder);
    chain =
        HospitalChain.start(AnvilOptions.INSTANT, Files.createDirectory(folder.resolve("anvil")));
    anvil = chain.anvil();
    proxy = RpcProxy.start(chain.url());
    node =
        department.startNode(
            Sites.node(department.pacs().peer())
                .withAnchor(chain)
                .with("anchor.endpoints", List.of(proxy.url()))
                .with("anchor.interval", "0s")
                .with("anchor.confirmations", CONFIRMATIONS));
  }

  @AfterAll
  void close() {
    for (AutoCloseable part : new AutoCloseable[] {department, proxy, chain}) {
      Sites.close(part);
    }
  }

  @Test
  void endpointThatIsDown_shouldBeCaughtUpWith() throws IOException {
    proxy.loseEverything();
    String uid = store();
    Sites.awaitNumber(node, "log.size", stored.size());
    Sites.eventually(() -> assertThat(problem()).contains("cannot be reached"));
    assertThat(state(uid)).isEqualTo("PENDING");

    proxy.loseNothing();

    requireAllFinalAndAnchoredOnce();
  }

  @Test
  void killBetweenSignAndBroadcast_shouldSendWhatWasSigned() throws Exception {
    long nonce = nonce();
    proxy.loseRequests("eth_sendRawTransaction");
    store();
    proxy.awaitLoss();
    node.kill();
    String signed = outbox();
    assertThat(nonce()).isEqualTo(nonce);

    proxy.loseNothing();
    node.restart();

    requireAllFinalAndAnchoredOnce();
    assertThat(anchors().stream().map(event -> event.path("transactionHash").asText()))
        .anyMatch(signed::contains);
  }

  @Test
  void killBetweenBroadcastAndReceipt_shouldNotAnchorAgain() throws Exception {
    long nonce = nonce();
    proxy.loseAnswers("eth_sendRawTransaction");
    store();
    proxy.awaitLoss();
    node.kill();
    String signed = outbox();
    assertThat(nonce()).isEqualTo(nonce + 1);
    long before = anchors().size();

    proxy.loseNothing();
    node.restart();

    requireAllFinalAndAnchoredOnce();
    assertThat(anchors().get((int) before - 1).path("transactionHash").asText())
        .satisfies(hash -> assertThat(signed).contains(hash));
  }

  @Test
  void reorg_shouldBeFollowedByAnotherAnchor() throws IOException {
    // Blocks that the re-org may take beside the anchor's, so that earlier anchors stay.
    mine(CONFIRMATIONS);
    String uid = store();
    Sites.eventually(() -> assertThat(state(uid)).isEqualTo("INCLUDED"));
    String block = instance(uid).at("/anchor/blockHash").asText();
    anvil.call("anvil_reorg", 2, List.of());
    assertThat(anvil.call("eth_getBlockByHash", block, false).isNull()).isTrue();

    requireAllFinalAndAnchoredOnce();

    assertThat(instance(uid).at("/anchor/blockHash").asText()).isNotEqualTo(block);
  }

  @Test
  void feeSpike_shouldBeWaitedForAndThenPaid() throws IOException {
    anvil.call("evm_setAutomine", false);
    baseFee(900);
    String uid = store();
    Sites.eventually(() -> assertThat(problem()).contains("wei for gas, the limit is"));
    assertThat(state(uid)).isEqualTo("PENDING");

    baseFee(1);
    Sites.eventually(() -> assertThat(state(uid)).as(problem()).isEqualTo("SUBMITTED"));
    String cheap = node.status().at("/anchor/lastTransaction").asText();
    for (int i = 0; i < 6; i++) {
      baseFee(100);
    }
    Sites.eventually(
        () -> assertThat(node.status().at("/anchor/lastTransaction").asText()).isNotEqualTo(cheap));
    anvil.call("evm_setAutomine", true);

    requireAllFinalAndAnchoredOnce();

    assertThat(instance(uid).at("/anchor/transaction").asText()).doesNotContain(cheap);
  }

  @Test
  void nonceUsedBySomeoneElse_shouldMakeTheAnchorAnew() throws IOException {
    anvil.call("evm_setAutomine", false);
    String uid = store();
    Sites.eventually(() -> assertThat(state(uid)).as(problem()).isEqualTo("SUBMITTED"));
    String displaced = node.status().at("/anchor/lastTransaction").asText();
    String account = nodeAccount();
    anvil.call(
        "eth_sendTransaction",
        Map.of(
            "from",
            account,
            "to",
            chain.anchorRegistry().replaceFirst("..$", "00"),
            "nonce",
            "0x" + Long.toHexString(nonce()),
            "maxFeePerGas",
            "0x174876e800",
            "maxPriorityFeePerGas",
            "0x174876e800"));
    mine(1);
    anvil.call("evm_setAutomine", true);

    requireAllFinalAndAnchoredOnce();

    assertThat(instance(uid).at("/anchor/transaction").asText()).doesNotContain(displaced);
  }

  @Test
  void roleThatIsMissing_shouldBeNamedAndWaitedFor() throws Exception {
    AccountKey host = AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(1));
    AccountKey account = AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(2));
    try (EthereumEndpoints endpoints = EthereumEndpoints.of(List.of(chain.url()), TIMEOUT)) {
      RolesContract roles = new RolesContract(endpoints, chain.contracts().roles().address());
      roles.removePermission(host, TIMEOUT, account.address());
      try {
        String uid = store();
        Sites.eventually(
            () -> assertThat(problem()).contains("neither an allowed Device nor an allowed Host"));
        assertThat(state(uid)).isEqualTo("PENDING");
      } finally {
        roles.setPermission(host, TIMEOUT, account.address(), "Sealgate", Role.DEVICE, true);
      }
    }

    requireAllFinalAndAnchoredOnce();
  }

  /** Stores a new study and gives its first instance, which the next anchor is sure to cover. */
  private String store() throws IOException {
    var study = Studies.tomography(StudyOptions.of(700 + stored.size()), SLICES, 32, 32);
    department.store(study);
    stored.addAll(study.sopInstanceUids());
    return study.sopInstanceUids().getFirst();
  }

  private void requireAllFinalAndAnchoredOnce() throws IOException {
    Sites.eventually(() -> {
      mine(1);
      assertThat(node.number("anchor.final")).isEqualTo(stored.size());
    });
    assertThat(node.number("vault.instances")).isEqualTo(stored.size());
    assertThat(problem()).isEmpty();
    for (String uid : stored) {
      assertThat(state(uid)).as(uid).isEqualTo("FINAL");
      assertThat(node.get("/api/receipts/" + uid).statusCode()).as(uid).isEqualTo(200);
    }
    List<Long> sizes =
        anchors().stream()
            .map(event -> Long.decode(event.path("topics").get(2).asText().replace("0x", "#")))
            .toList();
    assertThat(sizes).isSorted().doesNotHaveDuplicates().endsWith((long) stored.size());
    requireConsistency(sizes.getFirst(), sizes.getLast());
  }

  private void requireConsistency(long oldSize, long newSize) throws IOException {
    var answer = node.get("/api/consistency/" + oldSize + "/" + newSize);
    String json = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(json).isEqualTo(200);
    try {
      assertThat(ConsistencyStatement.parse(json).isProven()).isTrue();
    } catch (ReceiptFormatException e) {
      throw new IOException(json, e);
    }
  }

  /** The events of the chain's anchors, in its order. */
  private List<JsonNode> anchors() throws IOException {
    JsonNode events =
        anvil.call(
            "eth_getLogs",
            Map.of(
                "fromBlock", "earliest", "toBlock", "latest", "address", chain.anchorRegistry()));
    List<JsonNode> anchors = new ArrayList<>();
    for (JsonNode event : events) {
      // Anchored has two indexed arguments and two words of data; LogAssigned has no data.
      if (event.path("topics").size() == 3) {
        anchors.add(event);
      }
    }
    return anchors;
  }

  private JsonNode instance(String uid) throws IOException {
    return JSON.readTree(node.get("/api/instances/" + uid).body());
  }

  private String state(String uid) throws IOException {
    return instance(uid).at("/anchor/state").asText();
  }

  private String problem() throws IOException {
    return node.status().at("/anchor/problem").asText();
  }

  private String outbox() throws IOException {
    try (Stream<Path> files = Files.walk(node.data().resolve("anchors"))) {
      Path file = files.filter(path -> path.endsWith("outbox.jsonl")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }

  private static String nodeAccount() {
    return AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(2)).address().hex();
  }

  private long nonce() throws IOException {
    return Long.decode(anvil.call("eth_getTransactionCount", nodeAccount(), "latest").asText());
  }

  private void mine(int blocks) throws IOException {
    anvil.call("anvil_mine", blocks);
  }

  /** The next block has this base fee, and those after it fall from there by an eighth each. */
  private void baseFee(long gwei) throws IOException {
    anvil.call("anvil_setNextBlockBaseFeePerGas", "0x" + Long.toHexString(gwei * 1_000_000_000L));
    mine(1);
  }
}
