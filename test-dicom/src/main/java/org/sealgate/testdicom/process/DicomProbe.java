package org.sealgate.testdicom.process;

import java.io.IOException;

/** Asks a DICOM node whether it is there. */
final class DicomProbe {
  private static final String PROBE_AE_TITLE = "PROBE";

  private DicomProbe() {}

  /**
   * Whether the peer answers a C-ECHO with Success.
   *
   * @throws IOException when nothing listens, or the association fails
   */
  static boolean answersEcho(Peer peer) throws IOException {
    return Dcmtk.tool("echoscu", Dcmtk.peer(PROBE_AE_TITLE, peer).toArray(String[]::new))
        .run()
        .succeeded();
  }
}
