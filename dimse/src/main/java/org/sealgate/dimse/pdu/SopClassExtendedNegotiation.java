package org.sealgate.dimse.pdu;

/**
 * SOP Class Extended Negotiation sub-item, 56H (PS3.7 D.3.3.5).
 *
 * @param sopClassUid the SOP class it is about
 * @param serviceClassApplicationInformation bytes whose meaning PS3.4 gives for each service class
 */
public record SopClassExtendedNegotiation(
    String sopClassUid, OctetString serviceClassApplicationInformation)
    implements UserInformationItem {
  public SopClassExtendedNegotiation {
    Uids.check("SOP-class-uid", sopClassUid);
  }
}
