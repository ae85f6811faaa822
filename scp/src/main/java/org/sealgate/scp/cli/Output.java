package org.sealgate.scp.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sealgate.chain.ethereum.MinedChange;

/** What a command prints: lines of {@code name: value}, or one line of JSON. */
final class Output {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Output() {}

  /** Prints values that are strings, numbers, booleans, or lists and maps of them. */
  static void print(boolean json, Map<String, ?> values) {
    if (!json) {
      values.forEach((name, value) -> System.out.println(name + ": " + value));
      return;
    }
    try {
      System.out.println(JSON.writeValueAsString(values));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("plain values are always JSON", impossible);
    }
  }

  /** Prints a sentence, with transaction and block, or both with their facts as JSON. */
  static void printChange(boolean json, String sentence, MinedChange change, Map<String, ?> facts) {
    if (!json) {
      System.out.println(sentence);
    }
    Map<String, Object> values = new LinkedHashMap<>(json ? facts : Map.of());
    values.put("transaction", change.transaction().prefixedHex());
    values.put("block", change.blockNumber());
    values.put("gas", change.gasUsed());
    print(json, values);
  }
}
