package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DCMTK's {@code dcmqrscp}: a small archive with C-STORE, C-FIND, C-MOVE and C-GET. */
public final class DcmqrscpProcess implements AutoCloseable {

  private final Peer peer;
  private final Path folder;
  private final ManagedProcess process;

  private DcmqrscpProcess(String aeTitle, Path folder, List<Peer> peers, List<String> more) {
    this.peer = Peer.local(aeTitle, FreePorts.next());
    this.folder = folder;
    writeConfiguration(peers);
    ProcessSpecification specification =
        ProcessSpecification.of("dcmqrscp", folder, command(more))
            .withEnvironment(ProcessSpecification.TCP_NO_DELAY);
    this.process =
        ManagedProcess.start(specification)
            .awaitReady(() -> DicomProbe.answersEcho(peer), ManagedProcess.START_LIMIT);
  }

  /**
   * Starts a tuned {@code dcmqrscp} and waits until it answers.
   *
   * @param aeTitle its AE title
   * @param folder existing folder for its configuration, log and storage
   * @param peers destinations it may move to
   * @param more further options
   * @throws MissingToolException when DCMTK is not installed
   */
  public static DcmqrscpProcess start(
      String aeTitle, Path folder, List<Peer> peers, String... more) {
    return new DcmqrscpProcess(aeTitle, folder, peers, List.of(more));
  }

  /** Whom to call. */
  public Peer peer() {
    return peer;
  }

  /** The running process. */
  public ManagedProcess process() {
    return process;
  }

  /** Folder of the stored files and of the index. */
  public Path storage() {
    return folder.resolve("storage");
  }

  @Override
  public void close() {
    process.close();
  }

  private List<String> command(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(ExternalTool.dcmtk("dcmqrscp").locate().toString());
    command.addAll(List.of("-v", "-dhl", "-c", configurationFile().toString()));
    command.addAll(more);
    command.add(Integer.toString(peer.port()));
    return command;
  }

  private Path configurationFile() {
    return folder.resolve("dcmqrscp.cfg");
  }

  private void writeConfiguration(List<Peer> peers) {
    try {
      Files.createDirectories(storage());
      Files.writeString(configurationFile(), configuration(peers));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configurationFile(), e);
    }
  }

  private String configuration(List<Peer> peers) {
    return """
    NetworkTCPPort  = %d
    MaxPDUSize      = 131072
    MaxAssociations = 64
    HostTable BEGIN
    %s
    HostTable END
    VendorTable BEGIN
    VendorTable END
    AETable BEGIN
    %s %s RW (1000, 4096mb) ANY
    AETable END
    """
        .formatted(peer.port(), hostTable(peers), peer.aeTitle(), storage());
  }

  private static String hostTable(List<Peer> peers) {
    return peers.stream()
        .map(p -> "peer%d = (%s, %s, %d)".formatted(p.port(), p.aeTitle(), p.host(), p.port()))
        .collect(Collectors.joining("\n"));
  }
}
