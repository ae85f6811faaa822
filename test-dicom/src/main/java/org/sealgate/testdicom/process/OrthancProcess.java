package org.sealgate.testdicom.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.TlsSettings;

/**
 * An Orthanc of its own: temporary storage, free ports, no compression, no file cache.
 *
 * <p>It can be stopped and started again on the same storage and the same ports, as a PACS that
 * goes down for a while.
 */
public final class OrthancProcess implements AutoCloseable {

  private final OrthancOptions options;
  private final Path folder;
  private final @Nullable TlsSettings tls;
  private final Peer peer;
  private final OrthancRest rest;
  private ManagedProcess process;

  private OrthancProcess(OrthancOptions options, Path folder, @Nullable TlsSettings tls) {
    this.options = options;
    this.tls = tls;
    this.folder = folder;
    this.peer = Peer.local(options.aeTitle(), FreePorts.next());
    int httpPort = FreePorts.next();
    this.rest = new OrthancRest(httpPort);
    writeConfiguration(httpPort);
    this.process = launch();
  }

  /**
   * Starts an Orthanc and waits until it answers on both ports.
   *
   * @param options how
   * @param folder existing folder for its configuration, log and storage
   * @throws MissingToolException when Orthanc is not installed
   */
  public static OrthancProcess start(OrthancOptions options, Path folder) {
    return new OrthancProcess(options, folder, null);
  }

  /**
   * The same for one whose options have its DICOM port speak TLS.
   *
   * @param tls how to ask it
   */
  public static OrthancProcess start(OrthancOptions options, Path folder, TlsSettings tls) {
    return new OrthancProcess(options, folder, tls);
  }

  /** Whom to call. */
  public Peer peer() {
    return peer;
  }

  /** Its REST interface. */
  public OrthancRest rest() {
    return rest;
  }

  /** The running process. */
  public ManagedProcess process() {
    return process;
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Stops it; storage and ports are kept for {@link #restart}. */
  public void stop() {
    process.close();
  }

  /** Starts it again on the same storage and ports, stopping it first if it runs. */
  public void restart() {
    process.close();
    process = launch();
  }

  /**
   * File that holds an instance in the storage folder, for a test that alters it behind Orthanc's
   * back.
   *
   * @throws NoSuchElementException when Orthanc does not have the instance, or its file has been
   *     altered before
   */
  public Path storedFile(String sopInstanceUid) throws IOException {
    String instance =
        rest.findInstance(sopInstanceUid)
            .orElseThrow(() -> new NoSuchElementException("Orthanc has no " + sopInstanceUid));
    long size = rest.storedSize(instance);
    String md5 = rest.storedMd5(instance);
    for (Path file : attachments()) {
      if (Files.size(file) == size && FileDigests.md5(file).equals(md5)) {
        return file;
      }
    }
    throw new NoSuchElementException("no file with the MD5 " + md5 + " for " + sopInstanceUid);
  }

  /** Stops it for good. */
  @Override
  public void close() {
    process.close();
  }

  private List<Path> attachments() throws IOException {
    try (Stream<Path> files = Files.walk(storage())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !storage().equals(file.getParent()))
          .toList();
    }
  }

  private Path storage() {
    return folder.resolve("storage");
  }

  private Path configurationFile() {
    return folder.resolve("orthanc.json");
  }

  private void writeConfiguration(int httpPort) {
    Map<String, Object> settings =
        options.configuration(storage().toString(), peer.port(), httpPort);
    try {
      Files.createDirectories(storage());
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(configurationFile().toFile(), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configurationFile(), e);
    }
  }

  private ManagedProcess launch() {
    List<String> command =
        List.of(ExternalTool.ORTHANC.locate().toString(), configurationFile().toString());
    ProcessSpecification specification = ProcessSpecification.of("orthanc", folder, command);
    if (options.withoutDelay()) {
      specification = specification.withEnvironment(ProcessSpecification.TCP_NO_DELAY);
    }
    return ManagedProcess.start(specification)
        .awaitReady(
            () -> rest.answers() && DicomProbe.answersEcho(peer, tls), ManagedProcess.START_LIMIT);
  }
}
