package org.sealgate.scp.config;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read key by key. Every key read is remembered; {@link
 * #refuseUnknownKeys} then names the keys nobody asked for, so that a misspelled one is an error
 * with its line and a suggestion and not a silent default.
 */
final class YamlSection {
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB|TiB)?");

  private final String file;
  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> keyLines = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<YamlSection> children = new ArrayList<>();

  YamlSection(String file, String path, @Nullable Node node) {
    this.file = file;
    this.path = path;
    this.line = node == null ? 1 : lineOf(node);
    if (node == null || isNull(node)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      throw error(
          lineOf(node), (path.isEmpty() ? "the file" : path) + " must be a mapping (key: value)");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      add(tuple);
    }
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      throw error(lineOf(tuple.getKeyNode()), "a key must be a plain word");
    }
    if (values.put(key.getValue(), tuple.getValueNode()) != null) {
      throw error(lineOf(key), name(key.getValue()) + " is given twice");
    }
    keyLines.put(key.getValue(), lineOf(key));
  }

  /** The sub-section of a key; an empty one if the key is absent. */
  YamlSection section(String key) {
    known.add(key);
    YamlSection child = new YamlSection(file, name(key), values.get(key));
    children.add(child);
    return child;
  }

  /** The mappings in the list of a key; none if the key is absent. */
  List<YamlSection> sections(String key) {
    List<YamlSection> result = new ArrayList<>();
    for (Node node : list(key)) {
      YamlSection child = new YamlSection(file, name(key) + "[" + result.size() + "]", node);
      children.add(child);
      result.add(child);
    }
    return result;
  }

  /** The plain values in the list of a key; none if the key is absent. */
  List<String> strings(String key) {
    List<String> result = new ArrayList<>();
    for (Node node : list(key)) {
      result.add(scalar(key, node));
    }
    return result;
  }

  /** The http and https addresses in the list of a key; none if the key is absent. */
  List<URI> urls(String key) {
    return strings(key).stream().map(text -> url(key, text)).toList();
  }

  private URI url(String key, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw error(
          lineOfKey(key), name(key) + " has an address that is no URL: " + e.getMessage(), e);
    }
    throw error(
        lineOfKey(key),
        name(key) + " must be http:// or https:// addresses, but one is \"" + text + "\"");
  }

  private List<Node> list(String key) {
    Node node = read(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw error(lineOf(node), name(key) + " must be a list (- ...)");
    }
    return sequence.getValue();
  }

  boolean has(String key) {
    return read(key) != null;
  }

  Optional<String> optional(String key) {
    Node node = read(key);
    return node == null ? Optional.empty() : Optional.of(scalar(key, node));
  }

  String string(String key, String defaultValue) {
    return optional(key).orElse(defaultValue);
  }

  String required(String key) {
    return optional(key)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> error(line, name(key) + " is missing"));
  }

  int integer(String key, int defaultValue, int minimum, int maximum) {
    return optional(key)
        .map(text -> (int) number(key, text, minimum, maximum))
        .orElse(defaultValue);
  }

  int requiredInteger(String key, int minimum, int maximum) {
    return (int) number(key, required(key), minimum, maximum);
  }

  long longInteger(String key, long defaultValue, long minimum, long maximum) {
    return optional(key).map(text -> number(key, text, minimum, maximum)).orElse(defaultValue);
  }

  private long number(String key, String text, long minimum, long maximum) {
    BigInteger value;
    try {
      value = new BigInteger(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw error(
          lineOfKey(key), name(key) + " must be a whole number, but is \"" + text + "\"", e);
    }
    if (value.compareTo(BigInteger.valueOf(minimum)) < 0
        || value.compareTo(BigInteger.valueOf(maximum)) > 0) {
      throw error(
          lineOfKey(key),
          name(key) + " must be from " + minimum + " to " + maximum + ", but is " + text);
    }
    return value.longValueExact();
  }

  boolean flag(String key, boolean defaultValue) {
    return optional(key)
        .map(text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default ->
                  throw error(
                      lineOfKey(key),
                      name(key) + " must be true or false, but is \"" + text + "\"");
            })
        .orElse(defaultValue);
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 12h} or {@code 7d}. */
  Duration duration(String key, Duration defaultValue) {
    return optional(key)
        .map(text -> {
          Matcher matcher = DURATION.matcher(text);
          if (!matcher.matches() || matcher.group(1).length() > 9) {
            throw error(
                lineOfKey(key),
                name(key)
                    + " must be a duration like 500ms, 30s, 5m, 12h or 7d, but is \""
                    + text
                    + "\"");
          }
          return durationOf(Long.parseLong(matcher.group(1)), matcher.group(2));
        })
        .orElse(defaultValue);
  }

  private static Duration durationOf(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** A size in bytes such as {@code 65536}, {@code 256KiB}, {@code 10GiB}. */
  long size(String key, long defaultValue, long minimum, long maximum) {
    return optional(key)
        .map(text -> {
          Matcher matcher = SIZE.matcher(text);
          if (!matcher.matches() || matcher.group(1).length() > 12) {
            throw error(
                lineOfKey(key),
                name(key) + " must be a size like 65536, 256KiB or 10GiB, but is \"" + text + "\"");
          }
          long factor = sizeFactor(matcher.group(2));
          BigInteger bytes = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(factor));
          return number(key, bytes.toString(), minimum, maximum);
        })
        .orElse(defaultValue);
  }

  private static long sizeFactor(@Nullable String unit) {
    return switch (unit) {
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      case "TiB" -> 1L << 40;
      case null, default -> 1L;
    };
  }

  /** One word out of an enumeration; {@code custody-first} stands for {@code CUSTODY_FIRST}. */
  <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
    return optional(key).map(text -> choiceOf(key, text, type)).orElse(defaultValue);
  }

  /** The words of a list, each out of an enumeration. */
  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    return strings(key).stream().map(text -> choiceOf(key, text, type)).toList();
  }

  private <E extends Enum<E>> E choiceOf(String key, String text, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    throw error(
        lineOfKey(key),
        name(key) + " must be one of " + String.join(", ", words) + ", but is \"" + text + "\"");
  }

  /**
   * Throws for the first key that no one read, here or in a sub-section, with the nearest known
   * key.
   */
  void refuseUnknownKeys() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String hint =
            Suggestions.nearest(key, known).map(near -> "; did you mean " + near + "?").orElse("");
        throw error(lineOfKey(key), "unknown key " + name(key) + hint);
      }
    }
    children.forEach(YamlSection::refuseUnknownKeys);
  }

  /** An error at the line of a key, for checks which span more than one value. */
  ConfigurationException errorAt(String key, String message) {
    return error(lineOfKey(key), name(key) + " " + message);
  }

  private @Nullable Node read(String key) {
    known.add(key);
    Node node = values.get(key);
    return node == null || isNull(node) ? null : node;
  }

  private String scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(lineOf(node), name(key) + " must be a plain value");
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && (scalar.getValue().isEmpty()
            || scalar.getValue().equals("null")
            || scalar.getValue().equals("~"));
  }

  private int lineOfKey(String key) {
    return keyLines.getOrDefault(key, line);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private ConfigurationException error(int atLine, String message) {
    return new ConfigurationException(file + ":" + atLine + ": " + message);
  }

  private ConfigurationException error(int atLine, String message, Throwable cause) {
    return new ConfigurationException(file + ":" + atLine + ": " + message, cause);
  }
}
