package org.sealgate.dimse.pdu;

import java.util.List;

/**
 * Presentation Context Item of an A-ASSOCIATE-RQ (PS3.8 9.3.2.2, type 20H): byte 5 id, 6–8
 * reserved, then one abstract syntax sub-item (30H) and one or more transfer syntax sub-items
 * (40H).
 *
 * @param id odd, 1 to 255
 * @param abstractSyntax UID of the SOP class or meta SOP class
 * @param transferSyntaxes UIDs that the requestor offers, at least one
 */
public record PresentationContextProposal(
    int id, String abstractSyntax, List<String> transferSyntaxes) {
  public PresentationContextProposal {
    checkId(id);
    Uids.check("Abstract-syntax-name", abstractSyntax);
    transferSyntaxes = List.copyOf(transferSyntaxes);
    if (transferSyntaxes.isEmpty()) {
      throw new IllegalArgumentException(
          "Presentation context " + id + " offers no transfer syntax");
    }
    transferSyntaxes.forEach(uid -> Uids.check("Transfer-syntax-name", uid));
  }

  static void checkId(int id) {
    if (id < 1 || id > 255 || id % 2 == 0) {
      throw new IllegalArgumentException(
          "Presentation-context-ID is " + id + "; it must be odd, 1 to 255");
    }
  }
}
