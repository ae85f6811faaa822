package org.sealgate.testdicom.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK's service class users, as a modality and a viewer use them. */
public final class Scu {
  private static final String MODALITY = "MODALITY";
  private static final String VIEWER = "VIEWER";

  private Scu() {}

  /**
   * {@code storescu} as MODALITY.
   *
   * @param options such as {@code -xi}, which decide what is proposed
   */
  public static ToolResult store(Peer peer, List<Path> files, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(Dcmtk.peer(MODALITY, peer));
    files.forEach(file -> arguments.add(file.toString()));
    return Dcmtk.runWithoutDelay("storescu", arguments.toArray(String[]::new));
  }

  /**
   * {@code findscu} as VIEWER.
   *
   * @param folder an empty folder for the responses' identifiers
   * @return the data sets of the responses, as Part 10 files
   */
  public static List<Path> find(Peer peer, Path folder, String... options) throws IOException {
    Files.createDirectories(folder);
    List<String> arguments = new ArrayList<>(List.of("-X", "-od", folder.toString()));
    arguments.addAll(List.of(options));
    call("findscu", peer, arguments).requireSuccess();
    return list(folder);
  }

  /** {@code movescu} of a study as VIEWER. */
  public static ToolResult move(Peer peer, String destination, String studyInstanceUid) {
    return call(
        "movescu",
        peer,
        List.of(
            "-v",
            "-S",
            "-aem",
            destination,
            "-k",
            "QueryRetrieveLevel=STUDY",
            "-k",
            "StudyInstanceUID=" + studyInstanceUid));
  }

  /**
   * {@code getscu} of a study as VIEWER.
   *
   * @param folder a folder for what comes
   * @return the files
   */
  public static List<Path> get(Peer peer, Path folder, String studyInstanceUid) throws IOException {
    Files.createDirectories(folder);
    call(
            "getscu",
            peer,
            List.of(
                "-v",
                "-S",
                "+B",
                "-od",
                folder.toString(),
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + studyInstanceUid))
        .requireSuccess();
    return list(folder);
  }

  private static ToolResult call(String tool, Peer peer, List<String> options) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(Dcmtk.peer(VIEWER, peer));
    return Dcmtk.runWithoutDelay(tool, arguments.toArray(String[]::new));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
