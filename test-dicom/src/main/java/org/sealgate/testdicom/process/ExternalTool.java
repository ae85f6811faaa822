package org.sealgate.testdicom.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that may be on this machine.
 *
 * @param name file name of the executable
 * @param installation one line that says how to install it
 */
public record ExternalTool(String name, String installation) {
  /** Debian puts servers here, and a user's PATH often leaves these folders out. */
  private static final List<Path> SERVER_FOLDERS =
      List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));

  /** The Orthanc server, a PACS. */
  public static final ExternalTool ORTHANC = new ExternalTool("Orthanc", "apt-get install orthanc");

  /** Refuses a name with a path in it: the tool is looked for by its file name. */
  public ExternalTool {
    if (name.isBlank() || name.contains("/")) {
      throw new IllegalArgumentException("name: '" + name + "' is not a file name");
    }
  }

  /**
   * One of the DCMTK command line tools.
   *
   * @param name such as {@code storescu}
   */
  public static ExternalTool dcmtk(String name) {
    return new ExternalTool(name, "apt-get install dcmtk");
  }

  /** Whether the tool is on this machine. */
  public boolean isInstalled() {
    return find().isPresent();
  }

  /**
   * Path of the executable, from PATH or the server folders.
   *
   * @throws MissingToolException when it is nowhere
   */
  public Path locate() {
    return find().orElseThrow(() -> new MissingToolException(this));
  }

  private Optional<Path> find() {
    return Stream.concat(pathFolders(), SERVER_FOLDERS.stream())
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
        .findFirst();
  }

  private static Stream<Path> pathFolders() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1)).filter(p -> !p.isEmpty()).map(Path::of);
  }
}
