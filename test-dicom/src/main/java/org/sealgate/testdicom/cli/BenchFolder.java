package org.sealgate.testdicom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for the files of one benchmark, below {@code target}; deleted when it is closed.
 *
 * @param path the folder
 */
record BenchFolder(Path path) implements AutoCloseable {
  /** Makes an empty folder. */
  static BenchFolder create() throws IOException {
    Path target =
        Files.createDirectories(Path.of(System.getProperty("sealgate.root", "."), "target"));
    return new BenchFolder(Files.createTempDirectory(target, "bench-").toAbsolutePath());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
