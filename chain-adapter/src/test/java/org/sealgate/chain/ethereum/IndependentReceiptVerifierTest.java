package org.sealgate.chain.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.MerkleHashing;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.receipt.ConsistencyStatement;
import org.sealgate.chain.receipt.Receipt;
import org.web3j.crypto.Hash;

/**
 * The verifier that was written in JavaScript from docs/log.md and docs/receipt.md takes what the
 * node writes, and nothing that was tampered with.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndependentReceiptVerifierTest {
  private static final Path VERIFIER = Path.of("..", "test-dicom", "tools", "verify-receipt.mjs");
  private static final Path PAGE = Path.of("..", "docs", "receipt.md");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LEAVES = 20;

  @TempDir Path directory;
  private AnvilProcess chain;
  private Hospital hospital;
  private List<Receipt> receipts;

  @BeforeAll
  void anchor(@TempDir Path folder) throws Exception {
    chain = AnvilProcess.start();
    hospital = Hospital.open(folder, chain.url());
    hospital.receive(LEAVES);
    try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
      anchorer.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> anchorer.status().finalSize() == LEAVES);
      receipts = new ArrayList<>();
      for (int index = 0; index < LEAVES; index++) {
        receipts.add(
            Receipt.create(
                hospital.leaf(index),
                index,
                hospital.log(),
                hospital.signer().identity(),
                anchorer.anchorCovering(index).orElseThrow(),
                AnvilProcess.CHAIN_ID,
                hospital.registry()));
      }
    }
  }

  @AfterAll
  void stop() throws IOException {
    hospital.close();
    chain.close();
  }

  /** Runs the verifier over texts; its answer for each, in their order. */
  private List<JsonNode> verify(List<String> texts, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", VERIFIER.toString()));
    command.addAll(List.of(options));
    for (int i = 0; i < texts.size(); i++) {
      command.add(Files.writeString(directory.resolve(i + ".json"), texts.get(i)).toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(lines).hasSameSizeAs(texts);
    List<JsonNode> answers = new ArrayList<>();
    for (String line : lines) {
      answers.add(JSON.readTree(line));
    }
    boolean allProven = answers.stream().allMatch(answer -> answer.path("proven").asBoolean());
    assertThat(process.exitValue()).isEqualTo(allProven ? 0 : 1);
    return answers;
  }

  private String[] everythingKnown() {
    return new String[] {
      "--rpc", chain.url().toString(),
      "--contract", hospital.registry().hex(),
      "--chain-id", Long.toString(AnvilProcess.CHAIN_ID),
      "--log", hospital.signer().identity().verifierKey()
    };
  }

  private static List<String> failed(JsonNode answer) {
    List<String> names = new ArrayList<>();
    if (answer.has("refused")) {
      names.add("refused");
    }
    answer
        .path("checks")
        .forEachEntry((name, passed) -> {
          if (!passed.asBoolean()) {
            names.add(name);
          }
        });
    return names;
  }

  @Test
  void receipts_shouldBeProven() throws Exception {
    List<String> texts = receipts.stream().map(Receipt::toJson).toList();
    assertThat(verify(texts, everythingKnown()))
        .allSatisfy(answer -> {
          assertThat(answer.path("proven").asBoolean()).as(answer.toString()).isTrue();
          assertThat(answer.path("checks").size()).isEqualTo(9);
        });
    assertThat(verify(texts))
        .allSatisfy(answer -> assertThat(answer.path("checks").size()).isEqualTo(4));
  }

  @Test
  void forgedReceipts_shouldBeRefusedForTheRightReason() throws Exception {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>();
    for (Forgery forgery : forgeries()) {
      expected.put(forgery.name(), forgery.failing());
      texts.add(forgery.text());
    }
    List<JsonNode> answers = verify(texts, everythingKnown());
    Map<String, List<String>> found = new LinkedHashMap<>();
    List<String> names = List.copyOf(expected.keySet());
    for (int i = 0; i < answers.size(); i++) {
      found.put(names.get(i), failed(answers.get(i)));
    }
    assertThat(found).isEqualTo(expected);
  }

  /** A receipt that proves nothing, and the checks that have to say so. */
  private record Forgery(String name, String text, List<String> failing) {}

  private List<Forgery> forgeries() throws Exception {
    Receipt genuine = receipts.get(5);
    Digest root = genuine.checkpoint().checkpoint().root();
    LogSigner thief = LogSigner.generate(genuine.log().origin());
    String roles = hospital.contracts().roles().address().hex();
    String stranger =
        new ContractDeployer(hospital.endpoints(), Duration.ofSeconds(10))
            .deployAnchorRegistry(TestAccounts.STRANGER, hospital.contracts().roles().address())
            .address()
            .hex();
    Digest nodeHash = MerkleHashing.nodeHash(genuine.inclusionPath().get(0), root);
    return List.of(
        forge("wrong index", json -> json.put("leafIndex", 4), "inclusion proof"),
        forge("index not below size", json -> json.put("leafIndex", 20), "inclusion proof"),
        forge(
            "wrong size",
            json -> json.put("checkpoint", hospital.signer().sign(19, root).text()),
            "anchored root",
            "transaction"),
        forge("swapped siblings", json -> swap(path(json)), "inclusion proof"),
        forge("truncated path", json -> path(json).remove(4), "inclusion proof"),
        forge("longer path", json -> path(json).add(root.hex()), "inclusion proof"),
        forge("node as leaf", json -> leaf(json).put("wire", nodeHash.hex()), "inclusion proof"),
        forge("other leaf", json -> leaf(json).put("nonce", root.hex()), "inclusion proof"),
        forge("other chain", json -> anchor(json).put("chainId", 1), "chain id"),
        forge(
            "other key",
            json -> json.put("checkpoint", thief.sign(20, root).text()),
            "checkpoint signature"),
        forge(
            "other log",
            json -> {
              json.put("checkpoint", thief.sign(20, root).text());
              json.put("log", thief.identity().verifierKey());
            },
            "log identity",
            "anchored root",
            "transaction"),
        forge(
            "no registry",
            json -> anchor(json).put("contract", roles),
            "contract address",
            "contract code",
            "anchored root",
            "transaction"),
        forge(
            "someone's registry",
            json -> anchor(json).put("contract", stranger),
            "contract address",
            "anchored root",
            "transaction"),
        forge(
            "other transaction",
            json -> anchor(json).put("transaction", root.prefixedHex()),
            "transaction",
            "block"),
        forge("other block", json -> anchor(json).put("blockHash", root.prefixedHex()), "block"),
        forge("unknown member", json -> json.put("note", "trust me"), "refused"),
        forge("missing member", json -> json.remove("log"), "refused"),
        new Forgery(
            "repeated member",
            genuine.toJson().replace("\"leafIndex\"", "\"leafIndex\" : 1, \"leafIndex\""),
            List.of("refused")));
  }

  private Forgery forge(String name, Consumer<ObjectNode> change, String... failing)
      throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(receipts.get(5).toJson());
    change.accept(json);
    return new Forgery(name, json.toString(), List.of(failing));
  }

  private static ArrayNode path(ObjectNode json) {
    return (ArrayNode) json.required("inclusionPath");
  }

  private static ObjectNode leaf(ObjectNode json) {
    return (ObjectNode) json.required("leaf");
  }

  private static ObjectNode anchor(ObjectNode json) {
    return (ObjectNode) json.required("anchor");
  }

  private static void swap(ArrayNode path) {
    JsonNode first = path.get(0);
    path.set(0, path.get(1));
    path.set(1, first);
  }

  @Test
  void consistencyProofs_shouldBeProvenBetweenAllSizes() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int older = 0; older <= LEAVES; older++) {
      for (int newer = older; newer <= LEAVES; newer++) {
        ConsistencyStatement statement = statement(older, newer);
        assertThat(statement.isProven()).isTrue();
        assertThat(ConsistencyStatement.parse(statement.toJson())).isEqualTo(statement);
        texts.add(statement.toJson());
      }
    }
    assertThat(verify(texts))
        .allSatisfy(
            answer -> assertThat(answer.path("proven").asBoolean()).as(answer.toString()).isTrue());
  }

  private ConsistencyStatement statement(long older, long newer) throws IOException {
    return ConsistencyStatement.create(
        hospital.log(), hospital.signer().identity(), signed(older), signed(newer));
  }

  private SignedCheckpoint signed(long size) throws IOException {
    return hospital.signer().sign(size, hospital.log().root(size));
  }

  @Test
  void forgedConsistencyProofs_shouldBeRefusedByBoth() throws Exception {
    ConsistencyStatement genuine = statement(7, 20);
    LogSigner signer = hospital.signer();
    Digest other = Digest.sha256(new byte[] {1});
    List<Digest> swapped = new ArrayList<>(genuine.path());
    swapped.set(0, genuine.path().get(1));
    swapped.set(1, genuine.path().get(0));
    List<Digest> longer = new ArrayList<>(genuine.path());
    longer.add(other);
    List<ConsistencyStatement> forged =
        List.of(
            with(genuine, signer.sign(7, other), genuine.newer(), genuine.path()),
            with(genuine, genuine.older(), signer.sign(20, other), genuine.path()),
            with(genuine, signed(6), genuine.newer(), genuine.path()),
            with(genuine, genuine.older(), signed(19), genuine.path()),
            with(genuine, genuine.newer(), genuine.older(), genuine.path()),
            with(genuine, genuine.older(), genuine.newer(), swapped),
            with(genuine, genuine.older(), genuine.newer(), longer),
            with(genuine, genuine.older(), genuine.newer(), genuine.path().subList(0, 3)),
            with(genuine, genuine.older(), genuine.newer(), List.of()),
            with(
                genuine,
                LogSigner.generate("log.hospital.example").sign(7, hospital.log().root(7)),
                genuine.newer(),
                genuine.path()));
    assertThat(forged).allSatisfy(statement -> assertThat(statement.isProven()).isFalse());
    assertThat(verify(forged.stream().map(ConsistencyStatement::toJson).toList()))
        .allSatisfy(answer ->
            assertThat(answer.path("proven").asBoolean()).as(answer.toString()).isFalse());
  }

  private static ConsistencyStatement with(
      ConsistencyStatement statement,
      SignedCheckpoint older,
      SignedCheckpoint newer,
      List<Digest> path) {
    return new ConsistencyStatement(statement.log(), older, newer, path);
  }

  /** What the verifier knows of the contract is on the page, and both are of this contract. */
  @Test
  void page_shouldNameTopicSelectorAndCode() throws Exception {
    byte[] bytes = HexFormat.of().parseHex(ContractArtifact.ANCHOR_REGISTRY.deployedCode());
    String selector = Hash.sha3String("rootAt(bytes32,uint64)").substring(0, 10);
    for (String text : List.of(Files.readString(PAGE), Files.readString(VERIFIER))) {
      assertThat(text)
          .contains(EthereumLedger.ANCHORED)
          .contains(selector)
          .contains(Digest.sha256(bytes).hex())
          .contains(Integer.toString(bytes.length));
    }
  }
}
