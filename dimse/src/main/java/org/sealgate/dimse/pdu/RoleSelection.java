package org.sealgate.dimse.pdu;

/**
 * SCP/SCU Role Selection sub-item, 54H (PS3.7 D.3.3.4). In a request: the roles that the requestor
 * proposes for itself; in an answer: those that the acceptor agrees to.
 *
 * @param sopClassUid the SOP class it is about
 * @param scuRole the requestor may be SCU
 * @param scpRole the requestor may be SCP
 */
public record RoleSelection(String sopClassUid, boolean scuRole, boolean scpRole)
    implements UserInformationItem {
  public RoleSelection {
    Uids.check("SOP-class-uid", sopClassUid);
  }

  /** Returns the roles that both this and another selection for the same SOP class have. */
  public RoleSelection limitedBy(RoleSelection other) {
    return new RoleSelection(sopClassUid, scuRole && other.scuRole, scpRole && other.scpRole);
  }
}
