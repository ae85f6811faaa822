package org.sealgate.vault.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Path objects;
  private final Path temporary;
  private final DurableDirectories directories;

  ObjectPaths(Path root) {
    this.objects = root.resolve("objects");
    this.temporary = root.resolve("temporary");
    this.directories = new DurableDirectories(objects);
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

  /** Where files lie until they are objects. */
  Path temporary() {
    return temporary;
  }

  /** Makes the directories that objects lie in. */
  DurableDirectories directories() {
    return directories;
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
