package org.sealgate.dimse.pdu;

import java.util.List;

/**
 * SOP Class Common Extended Negotiation sub-item, 57H (PS3.7 D.3.3.6). Only in a request.
 *
 * @param version in the item's second byte; 0 now, other values are received and kept
 * @param sopClassUid the SOP class it is about
 * @param serviceClassUid its service class
 * @param relatedGeneralSopClassUids SOP classes it may be taken for, may be empty
 */
public record SopClassCommonExtendedNegotiation(
    int version,
    String sopClassUid,
    String serviceClassUid,
    List<String> relatedGeneralSopClassUids)
    implements UserInformationItem {
  public SopClassCommonExtendedNegotiation {
    if (version < 0 || version > 0xFF) {
      throw new IllegalArgumentException(
          "Sub-item-version is " + version + "; it must be 0 to 255");
    }
    Uids.check("SOP-class-uid", sopClassUid);
    Uids.check("Service-class-uid", serviceClassUid);
    relatedGeneralSopClassUids = List.copyOf(relatedGeneralSopClassUids);
    relatedGeneralSopClassUids.forEach(uid -> Uids.check("Related-general-sop-class-uid", uid));
  }
}
