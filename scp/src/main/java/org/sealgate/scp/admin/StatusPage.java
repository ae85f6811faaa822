package org.sealgate.scp.admin;

import java.util.List;
import java.util.Map;

/** The status as a plain page that reloads itself. */
final class StatusPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
      <title>Sealgate</title>
      <style>
      body{font:15px/1.5 system-ui,sans-serif;max-width:56em;margin:2em auto;padding:0 1em;color:#1a1a1a}
      table{border-collapse:collapse;width:100%;margin-bottom:1.5em}
      th,td{text-align:left;padding:.25em .6em;border-bottom:1px solid #ddd;vertical-align:top}
      th{font-weight:500;width:16em;color:#555}
      h2{font-size:1.05em;margin:1.2em 0 .3em}
      </style></head><body><h1>Sealgate</h1>
      """;

  private StatusPage() {}

  static String render(Map<String, Object> status) {
    StringBuilder page = new StringBuilder(HEAD);
    table(page, status);
    status.forEach((key, value) -> {
      if (value instanceof Map<?, ?> section) {
        page.append("<h2>").append(escape(key)).append("</h2>");
        table(page, section);
      }
    });
    return page.append("</body></html>\n").toString();
  }

  private static void table(StringBuilder page, Map<?, ?> rows) {
    page.append("<table>");
    rows.forEach((key, value) -> {
      if (!(value instanceof Map<?, ?>)) {
        page.append("<tr><th>")
            .append(escape(key))
            .append("</th><td>")
            .append(cell(value))
            .append("</td></tr>");
      }
    });
    page.append("</table>\n");
  }

  private static String cell(Object value) {
    return value instanceof List<?> list
        ? String.join("<br>", list.stream().map(StatusPage::escape).toList())
        : escape(value);
  }

  private static String escape(Object value) {
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
