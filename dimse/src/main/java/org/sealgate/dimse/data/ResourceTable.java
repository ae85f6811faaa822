package org.sealgate.dimse.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tab-separated tables that are packed beside the classes. */
final class ResourceTable {
  private ResourceTable() {}

  /** The rows of a table, each split into exactly {@code columns} fields. */
  static List<String[]> rows(String resource, int columns) {
    try (InputStream stream = ResourceTable.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the class path");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> split(resource, line, columns)).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException("resource " + resource + " cannot be read", failure);
    }
  }

  private static String[] split(String resource, String line, int columns) {
    String[] fields = line.split("\t", -1);
    if (fields.length != columns) {
      throw new IllegalStateException(
          resource + ": expected " + columns + " columns in \"" + line + '"');
    }
    return fields;
  }
}
