package org.sealgate.testdicom.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sealgate.testdicom.pacs.Fault;
import org.sealgate.testdicom.pacs.FaultRule;
import org.sealgate.testdicom.pacs.Operation;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.process.ExternalTool;
import org.sealgate.testdicom.process.FileTampering;
import org.sealgate.testdicom.process.OrthancOptions;
import org.sealgate.testdicom.process.OrthancProcess;
import org.sealgate.testdicom.process.Peer;

/** The PACS of the demonstration: Orthanc where it is installed, else the in-process one. */
sealed interface DemoPacs extends AutoCloseable {
  /**
   * Starts a PACS.
   *
   * @param destinations whom it can move to
   * @param tuned whether an Orthanc gets {@code TCP_NODELAY=1}
   */
  static DemoPacs start(Path folder, List<Peer> destinations, boolean tuned) throws IOException {
    Files.createDirectories(folder);
    if (!ExternalTool.ORTHANC.isInstalled()) {
      PacsOptions options = PacsOptions.of("PACS");
      for (Peer destination : destinations) {
        options = options.withDestination(destination);
      }
      return new InProcess(ScriptablePacs.start(options, folder));
    }
    OrthancOptions options = OrthancOptions.DEFAULT.withoutDelay(tuned);
    for (Peer destination : destinations) {
      options = options.withPeer(destination);
    }
    return new Orthanc(OrthancProcess.start(options, folder));
  }

  /** What it is, for people. */
  String name();

  /** Whom to call. */
  Peer peer();

  /** Alters a pixel of a stored instance behind its back. */
  void tamper(String sopInstanceUid) throws IOException;

  @Override
  void close();

  /** A real Orthanc. */
  record Orthanc(OrthancProcess process) implements DemoPacs {
    @Override
    public String name() {
      return "Orthanc";
    }

    @Override
    public Peer peer() {
      return process.peer();
    }

    @Override
    public void tamper(String sopInstanceUid) throws IOException {
      Path file = process.storedFile(sopInstanceUid);
      // Pixel Data are the last element and nearly all of the file.
      FileTampering.flipBit(file, Files.size(file) / 2);
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /** The in-process PACS. */
  record InProcess(ScriptablePacs pacs) implements DemoPacs {
    @Override
    public String name() {
      return "in-process PACS";
    }

    @Override
    public Peer peer() {
      return pacs.peer();
    }

    @Override
    public void tamper(String sopInstanceUid) {
      pacs.script()
          .add(FaultRule.forInstance(Operation.SEND, sopInstanceUid, new Fault.TamperPixels(1000)));
    }

    @Override
    public void close() {
      pacs.close();
    }
  }
}
