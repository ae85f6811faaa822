package org.sealgate.vault.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sealgate.vault.ObjectId;

/**
 * Where objects lie under the root: {@code objects/XXXXXX/YY/ID.sealed}, where X and Y are the
 * first eight hexadecimal digits of the id. Ids begin with the time in milliseconds, so a directory
 * Y holds what came in within 65.5 seconds, a directory X 4.7 hours; names sort by time, and
 * writers that commit together make the same directory durable.
 */
final class ObjectPaths {

  static final String SUFFIX = ".sealed";
  private static final int OUTER_DIGITS = 6;
  private static final int DIGITS = 8;
  private static final int MAXIMUM_REMEMBERED = 1024;

  private final Path objects;
  private final Path temporary;
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  ObjectPaths(Path root) {
    this.objects = root.resolve("objects");
    this.temporary = root.resolve("temporary");
  }

  void createRoots() throws IOException {
    DurableFiles.createDirectories(objects);
    DurableFiles.createDirectories(temporary);
  }

  Path object(ObjectId id) {
    String name = id.toString();
    return objects
        .resolve(name.substring(0, OUTER_DIGITS))
        .resolve(name.substring(OUTER_DIGITS, DIGITS))
        .resolve(name + SUFFIX);
  }

  Path temporary(ObjectId id) {
    return temporary.resolve(id + ".part");
  }

  /**
   * Makes sure that the directory is there and durable in its parents. A directory that another
   * writer has just made may not be durable yet, so existing is not enough.
   */
  void prepareDirectory(Path directory) throws IOException {
    if (durable.contains(directory)) {
      return;
    }
    DurableFiles.createDirectories(directory);
    DurableFiles.forceDirectory(objects);
    if (durable.size() >= MAXIMUM_REMEMBERED) {
      durable.clear();
    }
    durable.add(directory);
  }

  /** Removes what writers left behind when the process ended. */
  int removeTemporaries() throws IOException {
    int removed = 0;
    try (Stream<Path> files = Files.list(temporary)) {
      for (Path file : files.toList()) {
        Files.delete(file);
        removed++;
      }
    }
    return removed;
  }

  /** Ids in order; directories are read one at a time, as the stream gets to them. */
  Stream<ObjectId> list() throws IOException {
    if (!Files.isDirectory(objects)) {
      return Stream.empty();
    }
    return children(objects).flatMap(ObjectPaths::children).flatMap(ObjectPaths::ids);
  }

  private static Stream<ObjectId> ids(Path directory) {
    return children(directory)
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> ObjectId.parse(name.substring(0, name.length() - SUFFIX.length())));
  }

  private static Stream<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
