package org.sealgate.chain.anchor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.SignedCheckpoint;

/**
 * The outbox's form of an entry. Reading throws IllegalArgumentException where a field is missing.
 */
final class AnchorEntryJson {
  private AnchorEntryJson() {}

  static ObjectNode write(AnchorEntry entry) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("size", entry.size());
    node.put("state", entry.state().name());
    node.put("checkpoint", entry.checkpoint().text());
    node.put("gasLimit", entry.gasLimit());
    node.put("submittedAtBlock", entry.submittedAtBlock());
    entry.attempts().forEach(attempt -> node.withArray("attempts").add(write(attempt)));
    entry.includedIn().ifPresent(inclusion -> node.set("inclusion", write(inclusion)));
    return node;
  }

  private static ObjectNode write(SignedTransaction attempt) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("hash", attempt.hash().prefixedHex());
    node.put("raw", attempt.raw());
    node.put("nonce", attempt.nonce());
    switch (attempt.fees()) {
      case Fees.Legacy(long gasPrice) -> node.put("gasPrice", gasPrice);
      case Fees.Dynamic(long most, long tip) ->
          node.put("maxFeePerGas", most).put("maxPriorityFeePerGas", tip);
    }
    return node;
  }

  private static ObjectNode write(AnchorTransaction inclusion) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("transaction", inclusion.hash().prefixedHex());
    node.put("blockNumber", inclusion.blockNumber());
    node.put("blockHash", inclusion.blockHash().prefixedHex());
    node.put("blockTime", inclusion.blockTime().toString());
    node.put("gasUsed", inclusion.gasUsed());
    return node;
  }

  static AnchorEntry read(JsonNode node) {
    List<SignedTransaction> attempts = new ArrayList<>();
    node.path("attempts").forEach(attempt -> attempts.add(readAttempt(attempt)));
    return new AnchorEntry(
        SignedCheckpoint.parse(node.required("checkpoint").textValue()),
        attempts,
        node.required("gasLimit").longValue(),
        node.required("submittedAtBlock").longValue(),
        AnchorState.valueOf(node.required("state").textValue()),
        readInclusion(node.get("inclusion")));
  }

  private static SignedTransaction readAttempt(JsonNode node) {
    Fees fees =
        node.has("gasPrice")
            ? new Fees.Legacy(node.required("gasPrice").longValue())
            : new Fees.Dynamic(
                node.required("maxFeePerGas").longValue(),
                node.required("maxPriorityFeePerGas").longValue());
    return new SignedTransaction(
        Digest.fromHex(node.required("hash").textValue()),
        node.required("raw").textValue(),
        node.required("nonce").longValue(),
        fees);
  }

  private static @Nullable AnchorTransaction readInclusion(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    return new AnchorTransaction(
        Digest.fromHex(node.required("transaction").textValue()),
        true,
        node.required("blockNumber").longValue(),
        Digest.fromHex(node.required("blockHash").textValue()),
        Instant.parse(node.required("blockTime").textValue()),
        node.required("gasUsed").longValue(),
        List.of());
  }
}
