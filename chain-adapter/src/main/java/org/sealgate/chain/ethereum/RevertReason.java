package org.sealgate.chain.ethereum;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.roles.Role;
import org.web3j.crypto.Hash;

/**
 * Puts the data of a revert into words: {@code NotInRole(account=0x…, role=doctor)}. Knows the
 * errors of our contracts, whose arguments all are of one word or strings, and Solidity's
 * Error(string).
 */
final class RevertReason {
  private static final int SELECTOR_DIGITS = 8;
  private static final int WORD_DIGITS = 64;

  private record Parameter(String name, String type, boolean isRole) {}

  private record Definition(String name, List<Parameter> parameters) {}

  private static final Map<String, Definition> ERRORS = definitions();

  private RevertReason() {}

  private static Map<String, Definition> definitions() {
    Map<String, Definition> errors = new HashMap<>();
    put(errors, new Definition("Error", List.of(new Parameter("reason", "string", false))));
    put(errors, new Definition("Panic", List.of(new Parameter("code", "uint256", false))));
    for (ContractArtifact contract : ContractArtifact.values()) {
      for (JsonNode item : contract.abi()) {
        if (item.required("type").textValue().equals("error")) {
          put(errors, definition(item));
        }
      }
    }
    return Map.copyOf(errors);
  }

  private static Definition definition(JsonNode item) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode input : item.required("inputs")) {
      parameters.add(
          new Parameter(
              input.required("name").textValue(),
              input.required("type").textValue(),
              input.path("internalType").asText().equals("enum IRoles.Role")));
    }
    return new Definition(item.required("name").textValue(), parameters);
  }

  private static void put(Map<String, Definition> errors, Definition definition) {
    List<String> types = definition.parameters().stream().map(Parameter::type).toList();
    String signature = definition.name() + "(" + String.join(",", types) + ")";
    errors.put(Hash.sha3String(signature).substring(2, 2 + SELECTOR_DIGITS), definition);
  }

  /** The reason, or the node's own message where the data say nothing. */
  static String describe(@Nullable String data, String message) {
    if (data == null || !data.matches("0x[0-9a-fA-F]{8,}")) {
      return message;
    }
    String digits = data.substring(2);
    Definition definition = ERRORS.get(digits.substring(0, SELECTOR_DIGITS));
    if (definition == null) {
      return message + " (" + data + ")";
    }
    String words = digits.substring(SELECTOR_DIGITS);
    if (words.length() < definition.parameters().size() * WORD_DIGITS) {
      return definition.name();
    }
    return render(definition, words);
  }

  private static String render(Definition definition, String words) {
    StringJoiner text = new StringJoiner(", ", definition.name() + "(", ")");
    for (int i = 0; i < definition.parameters().size(); i++) {
      Parameter parameter = definition.parameters().get(i);
      String word = words.substring(i * WORD_DIGITS, (i + 1) * WORD_DIGITS);
      text.add(parameter.name() + "=" + value(parameter, word, words));
    }
    return text.toString();
  }

  private static String value(Parameter parameter, String word, String words) {
    if (parameter.isRole()) {
      return role(Numbers.saturated(Numbers.parseHex(word)));
    }
    return switch (parameter.type()) {
      case "bytes32" -> "0x" + word;
      case "address" -> "0x" + word.substring(24);
      case "string" -> string(word, words);
      default -> Numbers.parseHex(word).toString();
    };
  }

  private static String role(long number) {
    return number < Role.values().length ? Role.of(number).word() : Long.toString(number);
  }

  private static String string(String offsetWord, String words) {
    long start = Numbers.parseHex(offsetWord).longValue() * 2;
    if (start < 0 || start + WORD_DIGITS > words.length()) {
      return "?";
    }
    String lengthWord = words.substring((int) start, (int) start + WORD_DIGITS);
    long end = start + WORD_DIGITS + Numbers.parseHex(lengthWord).longValue() * 2;
    if (end < start || end > words.length()) {
      return "?";
    }
    String digits = words.substring((int) start + WORD_DIGITS, (int) end);
    return new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
  }
}
