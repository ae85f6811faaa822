package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the anvil executable: in {@code contracts/node_modules} of this project, where {@code npm
 * ci} puts it, or on the PATH.
 *
 * <p>The native executable of the platform package is taken, not the script {@code .bin/anvil}: the
 * script starts the executable as a child, which would outlive a kill -9 of the script.
 */
final class AnvilBinary {
  private static final ExternalTool ON_PATH =
      new ExternalTool("anvil", "run npm ci in the folder contracts");

  private AnvilBinary() {}

  static Path locate() {
    return inProject().orElseGet(ON_PATH::locate);
  }

  private static Optional<Path> inProject() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path packages = folder.resolve("contracts/node_modules/@foundry-rs");
      if (Files.isDirectory(packages)) {
        return inPackages(packages);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  private static Optional<Path> inPackages(Path packages) {
    try (DirectoryStream<Path> platforms = Files.newDirectoryStream(packages, "anvil-*")) {
      for (Path platform : platforms) {
        Path executable = platform.resolve("bin/anvil");
        if (Files.isExecutable(executable)) {
          return Optional.of(executable);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + packages, e);
    }
  }
}
