package org.sealgate.testdicom.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;

/** Asks a DICOM node whether it is there. */
final class DicomProbe {
  private static final AeTitle PROBE = new AeTitle("PROBE");

  private DicomProbe() {}

  /**
   * Whether the peer answers a C-ECHO with Success.
   *
   * @throws IOException when nothing listens, or the association fails
   */
  static boolean answersEcho(Peer peer) throws IOException {
    return answersEcho(peer, null);
  }

  /** The same through TLS, unless the settings are null. */
  static boolean answersEcho(Peer peer, @Nullable TlsSettings tls) throws IOException {
    return answersEcho(tls == null ? options(peer) : options(peer).withTls(tls));
  }

  private static ConnectOptions options(Peer peer) {
    return ConnectOptions.to(peer.host(), peer.port(), new AeTitle(peer.aeTitle()), PROBE)
        .propose(SopClasses.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
  }

  private static boolean answersEcho(ConnectOptions options) throws IOException {
    try (Association association = AssociationConnector.connect(options)) {
      return association.echo().isSuccess();
    }
  }
}
