package org.sealgate.testdicom.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder {@code peers} of this module, with the programs around other people's libraries. */
final class PeersFolder {
  private PeersFolder() {}

  /**
   * Looks for the folder from the working directory upwards, in the module and in the project.
   *
   * @throws IllegalStateException when this does not run inside the project
   */
  static Path locate() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      for (Path candidate : new Path[] {at.resolve("peers"), at.resolve("test-dicom/peers")}) {
        if (Files.isRegularFile(candidate.resolve("dcmjs-client.mjs"))) {
          return candidate;
        }
      }
    }
    throw new IllegalStateException(
        "no folder test-dicom/peers above " + Path.of("").toAbsolutePath());
  }
}
