package org.sealgate.dimse.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC PDU (PS3.8 9.3.3): bytes 7–8 protocol version, 9–10 reserved, 11–74 those of the
 * request sent back and not to be tested, then the variable items.
 *
 * @param protocolVersion bit 0 set means version 1
 * @param echoedFields bytes 11–74 of the request
 * @param applicationContextName {@link Uids#DICOM_APPLICATION_CONTEXT}
 * @param presentationContexts answers to the proposals, distinct ids
 * @param userInformation the sub-items of PS3.7 Annex D
 */
public record AssociateAccept(
    int protocolVersion,
    EchoedFields echoedFields,
    String applicationContextName,
    List<PresentationContextResult> presentationContexts,
    UserInformation userInformation)
    implements Pdu {

  public AssociateAccept {
    Uids.check("Application-context-name", applicationContextName);
    presentationContexts = List.copyOf(presentationContexts);
    if (presentationContexts.size() > AssociateRequest.MAXIMUM_PRESENTATION_CONTEXTS) {
      throw new IllegalArgumentException(
          "A-ASSOCIATE-AC has %d presentation contexts; at most 128 are allowed"
              .formatted(presentationContexts.size()));
    }
    AssociateRequest.checkDistinct(
        presentationContexts.stream().map(PresentationContextResult::id).toList());
  }

  /** Returns the acceptance of a request. */
  public static AssociateAccept of(
      AssociateRequest request,
      List<PresentationContextResult> presentationContexts,
      UserInformation userInformation) {
    return new AssociateAccept(
        1,
        request.echoedFields(),
        request.applicationContextName(),
        presentationContexts,
        userInformation);
  }
}
