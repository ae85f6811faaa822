package org.sealgate.dimse.pdu;

/**
 * Implementation Class UID sub-item, 52H (PS3.7 D.3.3.2).
 *
 * @param uid identifies the implementation, not the product's version
 */
public record ImplementationClassUid(String uid) implements UserInformationItem {
  public ImplementationClassUid {
    Uids.check("Implementation-class-uid", uid);
  }
}
