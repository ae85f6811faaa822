package org.sealgate.dimse.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The inputs of a target that are kept: a file for each that once broke its property, and {@code
 * corpus.zip} with what former campaigns found to reach something new.
 */
final class FuzzCorpus {
  private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");

  private FuzzCorpus() {}

  static List<byte[]> of(FuzzTarget target) throws IOException {
    Path folder = KEPT.resolve(target.folder());
    List<byte[]> inputs = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          inputs.addAll(read(file));
        }
      }
    }
    return inputs;
  }

  private static List<byte[]> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return file.toString().endsWith(".zip") ? unzipped(bytes) : List.of(bytes);
  }

  private static List<byte[]> unzipped(byte[] archive) throws IOException {
    List<byte[]> inputs = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        inputs.add(zip.readAllBytes());
      }
    }
    return inputs;
  }
}
