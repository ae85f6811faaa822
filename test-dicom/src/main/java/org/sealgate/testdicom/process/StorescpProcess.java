package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * DCMTK's {@code storescp}: a Storage SCP that writes what it receives, byte for byte ({@code +B}),
 * into a folder.
 */
public final class StorescpProcess implements AutoCloseable {

  /** Every transfer syntax, every SOP class, bytes as they come, large PDUs. */
  private static final List<String> BASE = List.of("+xa", "-pm", "+B", "-dhl", "-pdu", "131072");

  private final Peer peer;
  private final Path received;
  private final ManagedProcess process;

  private StorescpProcess(String aeTitle, Path folder, boolean withoutDelay, List<String> more) {
    this.peer = Peer.local(aeTitle, FreePorts.next());
    this.received = folder.resolve("received");
    createFolder();
    ProcessSpecification specification = ProcessSpecification.of("storescp", folder, command(more));
    if (withoutDelay) {
      specification = specification.withEnvironment(ProcessSpecification.TCP_NO_DELAY);
    }
    this.process =
        ManagedProcess.start(specification)
            .awaitReady(() -> DicomProbe.answersEcho(peer), ManagedProcess.START_LIMIT);
  }

  /**
   * Starts a tuned {@code storescp} and waits until it answers.
   *
   * @param aeTitle its AE title
   * @param folder existing folder for the log and the folder {@code received}
   * @param more further options, such as {@code --fork} or {@code --abort-during}
   * @throws MissingToolException when DCMTK is not installed
   */
  public static StorescpProcess start(String aeTitle, Path folder, String... more) {
    return new StorescpProcess(aeTitle, folder, true, verbosely(more));
  }

  /** The same without a log of what it does, for measuring it. */
  public static StorescpProcess startQuiet(String aeTitle, Path folder, String... more) {
    return new StorescpProcess(aeTitle, folder, true, List.of(more));
  }

  /** The same as Debian delivers it, with Nagle's algorithm on. */
  public static StorescpProcess startStock(String aeTitle, Path folder, String... more) {
    return new StorescpProcess(aeTitle, folder, false, verbosely(more));
  }

  private static List<String> verbosely(String... more) {
    return Stream.concat(Stream.of("-v"), Stream.of(more)).toList();
  }

  /** Whom to call. */
  public Peer peer() {
    return peer;
  }

  /** The running process. */
  public ManagedProcess process() {
    return process;
  }

  /** The Part 10 files received so far, by name; the last one may still be growing. */
  public List<Path> receivedFiles() throws IOException {
    try (Stream<Path> files = Files.list(received)) {
      return files.sorted().toList();
    }
  }

  /**
   * The file of an instance, if it has been received. {@code storescp} names it {@code
   * MODALITY.UID}.
   */
  public Optional<Path> receivedFile(String sopInstanceUid) throws IOException {
    return receivedFiles().stream()
        .filter(file -> file.getFileName().toString().endsWith("." + sopInstanceUid))
        .findFirst();
  }

  @Override
  public void close() {
    process.close();
  }

  private List<String> command(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(ExternalTool.dcmtk("storescp").locate().toString());
    command.addAll(BASE);
    command.addAll(List.of("-aet", peer.aeTitle(), "-od", received.toString()));
    command.addAll(more);
    command.add(Integer.toString(peer.port()));
    return command;
  }

  private void createFolder() {
    try {
      Files.createDirectories(received);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + received, e);
    }
  }
}
