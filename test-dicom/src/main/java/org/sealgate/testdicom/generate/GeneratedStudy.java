package org.sealgate.testdicom.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A generated study of one series.
 *
 * @param instances its instances in the order of their Instance Numbers, at least one
 */
public record GeneratedStudy(List<GeneratedInstance> instances) {
  /** Copies the list and refuses an empty one. */
  public GeneratedStudy {
    instances = List.copyOf(instances);
    if (instances.isEmpty()) {
      throw new IllegalArgumentException("instances: a study has at least one");
    }
  }

  /** Study Instance UID. */
  public String studyInstanceUid() {
    return instances.getFirst().studyInstanceUid();
  }

  /** Series Instance UID. */
  public String seriesInstanceUid() {
    return instances.getFirst().seriesInstanceUid();
  }

  /** SOP Instance UIDs in the order of the instances. */
  public List<String> sopInstanceUids() {
    return instances.stream().map(GeneratedInstance::sopInstanceUid).toList();
  }

  /**
   * Writes every instance as a Part 10 file {@code NNNN.dcm}.
   *
   * @param folder where; created if it is not there
   * @return the files in the order of the instances
   */
  public List<Path> writeTo(Path folder, Encoding encoding) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < instances.size(); i++) {
      Path file = folder.resolve(String.format(Locale.ROOT, "%04d.dcm", i + 1));
      encoding.writeFile(instances.get(i), file);
      files.add(file);
    }
    return files;
  }
}
