package org.sealgate.scp.admin;

import java.util.Map;

/** The numbers of the status in the Prometheus text format (0.0.4), each as a gauge. */
final class Metrics {
  private Metrics() {}

  static String render(Map<String, Object> status) {
    StringBuilder text = new StringBuilder();
    append(text, "sealgate", status);
    return text.toString();
  }

  private static void append(StringBuilder text, String prefix, Map<?, ?> values) {
    values.forEach((key, value) -> {
      String name = prefix + "_" + snakeCase(String.valueOf(key));
      switch (value) {
        case Number number -> sample(text, name, number);
        case Boolean flag -> sample(text, name, flag ? 1 : 0);
        case Map<?, ?> section -> append(text, name, section);
        default -> {
          // Text has no place among numbers.
        }
      }
    });
  }

  private static void sample(StringBuilder text, String name, Number value) {
    text.append("# TYPE ")
        .append(name)
        .append(" gauge\n")
        .append(name)
        .append(' ')
        .append(value)
        .append('\n');
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]", "_")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
