package org.sealgate.testdicom.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.TlsSettings;

/** A program that serves DICOM on a port that it is told, whatever it is. */
public final class ScpProcess implements AutoCloseable {

  private final Peer peer;
  private final ManagedProcess process;

  private ScpProcess(Peer peer, ManagedProcess process) {
    this.peer = peer;
    this.process = process;
  }

  /**
   * Starts a program and waits until it answers a C-ECHO.
   *
   * @param peer AE title and port that the command gives it
   * @param specification the command
   */
  public static ScpProcess start(Peer peer, ProcessSpecification specification) {
    return start(peer, specification, null);
  }

  /**
   * The same for one that serves through TLS.
   *
   * @param tls how to ask it; null without TLS
   */
  public static ScpProcess start(
      Peer peer, ProcessSpecification specification, @Nullable TlsSettings tls) {
    ManagedProcess process =
        ManagedProcess.start(specification.withEnvironment(ProcessSpecification.TCP_NO_DELAY));
    process.awaitReady(() -> DicomProbe.answersEcho(peer, tls), ManagedProcess.START_LIMIT);
    return new ScpProcess(peer, process);
  }

  /**
   * One of DCMTK's servers, which take their port as the last argument.
   *
   * @param tool such as {@code dcmrecv}
   * @param peer AE title and port; only the port is given to the tool here
   * @param folder its working directory, with its log
   * @param options everything before the port
   */
  public static ProcessSpecification dcmtk(
      String tool, Peer peer, Path folder, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(ExternalTool.dcmtk(tool).locate().toString());
    command.addAll(options);
    command.add(Integer.toString(peer.port()));
    return ProcessSpecification.of(tool, folder, command);
  }

  /** Whom to call. */
  public Peer peer() {
    return peer;
  }

  /** The running process. */
  public ManagedProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
