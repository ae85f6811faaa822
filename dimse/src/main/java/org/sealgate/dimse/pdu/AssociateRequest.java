package org.sealgate.dimse.pdu;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A-ASSOCIATE-RQ PDU (PS3.8 9.3.2): bytes 7–8 protocol version, 9–10 reserved, 11–26
 * Called-AE-title, 27–42 Calling-AE-title, 43–74 reserved, then the variable items.
 *
 * @param protocolVersion bit 0 set means version 1; other bits shall not be tested
 * @param calledAeTitle the acceptor's title
 * @param callingAeTitle the requestor's title
 * @param applicationContextName {@link Uids#DICOM_APPLICATION_CONTEXT} unless the peer is no DICOM
 *     node
 * @param presentationContexts 1 to 128 proposals with distinct ids
 * @param userInformation the sub-items of PS3.7 Annex D
 * @param echoedFields bytes 11–74 as they were sent, titles included
 */
public record AssociateRequest(
    int protocolVersion,
    AeTitle calledAeTitle,
    AeTitle callingAeTitle,
    String applicationContextName,
    List<PresentationContextProposal> presentationContexts,
    UserInformation userInformation,
    EchoedFields echoedFields)
    implements Pdu {

  /** The most contexts that odd ids of one byte allow. */
  public static final int MAXIMUM_PRESENTATION_CONTEXTS = 128;

  public AssociateRequest {
    Uids.check("Application-context-name", applicationContextName);
    presentationContexts = List.copyOf(presentationContexts);
    if (presentationContexts.isEmpty()
        || presentationContexts.size() > MAXIMUM_PRESENTATION_CONTEXTS) {
      throw new IllegalArgumentException(
          "A-ASSOCIATE-RQ has %d presentation contexts; it needs 1 to 128"
              .formatted(presentationContexts.size()));
    }
    checkDistinct(presentationContexts.stream().map(PresentationContextProposal::id).toList());
    if (!echoedFields.calledAeTitle().equals(calledAeTitle.value())
        || !echoedFields.callingAeTitle().equals(callingAeTitle.value())) {
      throw new IllegalArgumentException("Bytes 11-42 have other AE titles than the request");
    }
  }

  /** Makes a request whose titles are padded with spaces and whose reserved bytes are zero. */
  public AssociateRequest(
      int protocolVersion,
      AeTitle calledAeTitle,
      AeTitle callingAeTitle,
      String applicationContextName,
      List<PresentationContextProposal> presentationContexts,
      UserInformation userInformation) {
    this(
        protocolVersion,
        calledAeTitle,
        callingAeTitle,
        applicationContextName,
        presentationContexts,
        userInformation,
        EchoedFields.of(calledAeTitle, callingAeTitle));
  }

  /** Returns a request of protocol version 1 in the DICOM application context. */
  public static AssociateRequest of(
      AeTitle calledAeTitle,
      AeTitle callingAeTitle,
      List<PresentationContextProposal> presentationContexts,
      UserInformation userInformation) {
    return new AssociateRequest(
        1,
        calledAeTitle,
        callingAeTitle,
        Uids.DICOM_APPLICATION_CONTEXT,
        presentationContexts,
        userInformation);
  }

  /** Returns the proposal with an id. */
  public Optional<PresentationContextProposal> presentationContext(int id) {
    return presentationContexts.stream().filter(context -> context.id() == id).findFirst();
  }

  static void checkDistinct(List<Integer> ids) {
    Set<Integer> seen = new HashSet<>();
    for (Integer id : ids) {
      if (!seen.add(id)) {
        throw new IllegalArgumentException("Presentation-context-ID " + id + " occurs twice");
      }
    }
  }
}
