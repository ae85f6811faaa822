package org.sealgate.chain.receipt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Set;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.Leaf;
import org.sealgate.chain.log.LogIdentity;
import org.sealgate.chain.log.SignedCheckpoint;

/** The JSON form of a receipt. */
final class ReceiptJson {
  /** A receipt with a path of 63 hashes has about 8 KB; extension lines may add some. */
  private static final int MAX_LENGTH = 1 << 20;

  private static final Set<String> FIELDS =
      Set.of("format", "leaf", "leafIndex", "inclusionPath", "checkpoint", "log", "anchor");
  private static final Set<String> LEAF_FIELDS =
      Set.of(
          "version", "nonce", "pixels", "wire", "canonical", "sopInstanceUidSha256", "receivedAt");
  private static final Set<String> ANCHOR_FIELDS =
      Set.of("chainId", "contract", "transaction", "blockNumber", "blockHash");

  /** Always three digits of a second, always UTC. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ReceiptJson() {}

  static String write(Receipt receipt) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", Receipt.FORMAT);
    writeLeaf(root.putObject("leaf"), receipt.leaf());
    root.put("leafIndex", receipt.leafIndex());
    receipt.inclusionPath().forEach(hash -> root.withArray("inclusionPath").add(hash.hex()));
    if (receipt.inclusionPath().isEmpty()) {
      root.putArray("inclusionPath");
    }
    root.put("checkpoint", receipt.checkpoint().text());
    root.put("log", receipt.log().verifierKey());
    writeAnchor(root.putObject("anchor"), receipt.anchor());
    return print(root);
  }

  private static void writeLeaf(ObjectNode node, Leaf leaf) {
    node.put("version", Leaf.VERSION);
    node.put("nonce", leaf.nonce().hex());
    node.put("pixels", leaf.pixelsDigest().map(Digest::hex).orElse(null));
    node.put("wire", leaf.wire().hex());
    node.put("canonical", leaf.canonical().hex());
    node.put("sopInstanceUidSha256", leaf.sopInstanceUidSha256().hex());
    node.put("receivedAt", TIME.format(leaf.receivedAt()));
  }

  private static void writeAnchor(ObjectNode node, AnchorReference anchor) {
    node.put("chainId", anchor.chainId());
    node.put("contract", anchor.contract().hex());
    node.put("transaction", anchor.transaction().prefixedHex());
    node.put("blockNumber", anchor.blockNumber());
    node.put("blockHash", anchor.blockHash().prefixedHex());
  }

  static String print(ObjectNode root) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of texts and numbers is JSON", impossible);
    }
  }

  static Receipt read(String json) throws ReceiptFormatException {
    JsonFields fields = JsonFields.of(tree(json), "", FIELDS);
    fields.text("format", format -> requireFormat(Receipt.FORMAT, format));
    return new Receipt(
        readLeaf(fields.object("leaf", LEAF_FIELDS)),
        fields.number("leafIndex", 0),
        fields.texts("inclusionPath", Receipt.MAX_PATH_LENGTH, ReceiptJson::plainHex),
        fields.text("checkpoint", SignedCheckpoint::parse),
        fields.text("log", LogIdentity::parse),
        readAnchor(fields.object("anchor", ANCHOR_FIELDS)));
  }

  static JsonNode tree(String json) throws ReceiptFormatException {
    if (json.length() > MAX_LENGTH) {
      throw new ReceiptFormatException("", "has more than " + MAX_LENGTH + " characters");
    }
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException damaged) {
      throw new ReceiptFormatException("", "is not JSON: " + damaged.getOriginalMessage());
    }
  }

  static String requireFormat(String known, String format) {
    if (!format.equals(known)) {
      throw new IllegalArgumentException("is '" + format + "', only '" + known + "' is known");
    }
    return format;
  }

  private static Leaf readLeaf(JsonFields fields) throws ReceiptFormatException {
    if (fields.number("version", 0) != Leaf.VERSION) {
      throw new ReceiptFormatException("leaf.version", "only version 1 is known");
    }
    return new Leaf(
        fields.text("nonce", ReceiptJson::plainHex),
        fields.textOrNull("pixels", ReceiptJson::plainHex),
        fields.text("wire", ReceiptJson::plainHex),
        fields.text("canonical", ReceiptJson::plainHex),
        fields.text("sopInstanceUidSha256", ReceiptJson::plainHex),
        fields.text("receivedAt", ReceiptJson::time));
  }

  private static AnchorReference readAnchor(JsonFields fields) throws ReceiptFormatException {
    return new AnchorReference(
        fields.number("chainId", 1),
        fields.text("contract", EthereumAddress::new),
        fields.text("transaction", ReceiptJson::prefixedHex),
        fields.number("blockNumber", 0),
        fields.text("blockHash", ReceiptJson::prefixedHex));
  }

  static Digest plainHex(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("must have 64 hexadecimal digits in lower case");
    }
    return Digest.fromHex(text);
  }

  private static Digest prefixedHex(String text) {
    if (!text.matches("0x[0-9a-f]{64}")) {
      throw new IllegalArgumentException("must have 0x and 64 hexadecimal digits in lower case");
    }
    return Digest.fromHex(text);
  }

  private static Instant time(String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.isBefore(Instant.EPOCH) || !TIME.format(time).equals(text)) {
        throw new IllegalArgumentException("must be UTC from 1970 on with milliseconds");
      }
      return time;
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("must be a time such as 2026-01-31T23:59:59.999Z", wrong);
    }
  }

  /** Names of all fields, for the tests of the format's page. */
  static List<Set<String>> fieldNames() {
    return List.of(FIELDS, LEAF_FIELDS, ANCHOR_FIELDS);
  }
}
