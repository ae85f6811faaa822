package org.sealgate.chain.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a JSON object; every mistake names the field by its path. */
final class JsonFields {
  /** Turns a text into a value, or throws IllegalArgumentException with the reason. */
  interface Parser<T> {
    T parse(String text);
  }

  private final JsonNode object;
  private final String path;

  private JsonFields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The object, which must have exactly these fields. */
  static JsonFields of(JsonNode node, String path, Set<String> names)
      throws ReceiptFormatException {
    if (!node.isObject()) {
      throw new ReceiptFormatException(path, "must be an object");
    }
    JsonFields fields = new JsonFields(node, path.isEmpty() ? "" : path + ".");
    for (String found : (Iterable<String>) node::fieldNames) {
      if (!names.contains(found)) {
        throw new ReceiptFormatException(fields.path + found, "is not a field of this format");
      }
    }
    for (String name : names) {
      if (!node.has(name)) {
        throw new ReceiptFormatException(fields.path + name, "is missing");
      }
    }
    return fields;
  }

  JsonFields object(String name, Set<String> names) throws ReceiptFormatException {
    return of(object.required(name), path + name, names);
  }

  /** A whole number from {@code least} to 2^63-1. */
  long number(String name, long least) throws ReceiptFormatException {
    JsonNode node = object.required(name);
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < least) {
      throw new ReceiptFormatException(
          path + name, "must be a whole number from " + least + " to " + Long.MAX_VALUE);
    }
    return node.longValue();
  }

  <T> T text(String name, Parser<T> parser) throws ReceiptFormatException {
    return parse(object.required(name), path + name, parser);
  }

  <T> @Nullable T textOrNull(String name, Parser<T> parser) throws ReceiptFormatException {
    return object.required(name).isNull() ? null : text(name, parser);
  }

  <T> List<T> texts(String name, int most, Parser<T> parser) throws ReceiptFormatException {
    JsonNode node = object.required(name);
    if (!node.isArray() || node.size() > most) {
      throw new ReceiptFormatException(
          path + name, "must be an array of at most " + most + " texts");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      values.add(parse(node.required(i), path + name + "[" + i + "]", parser));
    }
    return values;
  }

  private static <T> T parse(JsonNode node, String path, Parser<T> parser)
      throws ReceiptFormatException {
    if (!node.isTextual()) {
      throw new ReceiptFormatException(path, "must be a text");
    }
    try {
      return parser.parse(node.textValue());
    } catch (IllegalArgumentException wrong) {
      throw new ReceiptFormatException(path, String.valueOf(wrong.getMessage()));
    }
  }
}
