package org.sealgate.testdicom.pacs;

import java.util.List;
import org.sealgate.dimse.pdu.PresentationContextProposal;

/**
 * What the PACS noted about an association that it accepted.
 *
 * @param callingAeTitle who called
 * @param calledAeTitle whom
 * @param proposals the presentation contexts that were proposed
 */
public record AcceptedAssociation(
    String callingAeTitle, String calledAeTitle, List<PresentationContextProposal> proposals) {
  /** Copies the list. */
  public AcceptedAssociation {
    proposals = List.copyOf(proposals);
  }
}
