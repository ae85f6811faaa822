package org.sealgate.dimse.association;

import java.io.IOException;
import java.util.List;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.RoleSelection;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;

/** Servers and connections of the tests, on loopback and ports the system chooses. */
public final class TestPeers {
  public static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
  public static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
  public static final String STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1";
  public static final String STUDY_ROOT_MOVE = "1.2.840.10008.5.1.4.1.2.2.2";
  public static final String STUDY_ROOT_GET = "1.2.840.10008.5.1.4.1.2.2.3";
  public static final AeTitle CALLED = new AeTitle("ARCHIVE");
  public static final AeTitle CALLING = new AeTitle("MODALITY");

  public static final SupportedContexts SUPPORTED =
      SupportedContexts.none()
          .with(Commands.VERIFICATION_SOP_CLASS, List.of(IMPLICIT_VR_LITTLE_ENDIAN))
          .with(CT_IMAGE_STORAGE, List.of(EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN))
          .with(STUDY_ROOT_FIND, List.of(EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN))
          .with(STUDY_ROOT_MOVE, List.of(EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN))
          .with(STUDY_ROOT_GET, List.of(EXPLICIT_VR_LITTLE_ENDIAN, IMPLICIT_VR_LITTLE_ENDIAN));

  /** Answers every request with Success. */
  public static final AssociationSession ANSWER_SUCCESS =
      (association, request) -> request.respond(Status.SUCCESS);

  private TestPeers() {}

  public static DicomServer server(AssociationSession session) throws IOException {
    return DicomServer.start(ServerOptions.onLoopback(0), acceptAll(session));
  }

  public static DicomServer server(AssociationTimeouts timeouts, AssociationSession session)
      throws IOException {
    return DicomServer.start(
        ServerOptions.onLoopback(0).withTimeouts(timeouts), acceptAll(session));
  }

  public static AssociationPolicy acceptAll(AssociationSession session) {
    return (request, peer) ->
        new AssociationDecision.Accept(
            SUPPORTED.negotiate(request),
            List.copyOf(request.userInformation().all(RoleSelection.class)),
            session);
  }

  public static ConnectOptions connectTo(DicomServer server) {
    return connectTo(server.port());
  }

  public static ConnectOptions connectTo(int port) {
    return ConnectOptions.to("127.0.0.1", port, CALLED, CALLING)
        .propose(Commands.VERIFICATION_SOP_CLASS, IMPLICIT_VR_LITTLE_ENDIAN)
        .propose(CT_IMAGE_STORAGE, EXPLICIT_VR_LITTLE_ENDIAN)
        .propose(CT_IMAGE_STORAGE, IMPLICIT_VR_LITTLE_ENDIAN)
        .propose(STUDY_ROOT_FIND, EXPLICIT_VR_LITTLE_ENDIAN)
        .propose(STUDY_ROOT_MOVE, EXPLICIT_VR_LITTLE_ENDIAN)
        .propose(STUDY_ROOT_GET, EXPLICIT_VR_LITTLE_ENDIAN);
  }
}
