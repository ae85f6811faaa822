package org.sealgate.dimse.pdu;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Presentation Context Item of an A-ASSOCIATE-AC (PS3.8 9.3.3.2, type 21H): byte 5 id, 6 reserved,
 * 7 result, 8 reserved, then one transfer syntax sub-item, which means nothing unless accepted.
 *
 * @param id odd, 1 to 255, the id of the proposal
 * @param result acceptance, or why not
 * @param transferSyntax UID of the chosen transfer syntax; null unless accepted
 */
public record PresentationContextResult(
    int id, ContextResult result, @Nullable String transferSyntax) {
  public PresentationContextResult {
    PresentationContextProposal.checkId(id);
    if (result != ContextResult.ACCEPTANCE) {
      transferSyntax = null;
    } else if (transferSyntax == null) {
      throw new IllegalArgumentException(
          "Presentation context " + id + " is accepted without a transfer syntax");
    } else {
      Uids.check("Transfer-syntax-name", transferSyntax);
    }
  }

  /** Returns the acceptance of a proposal in one of its transfer syntaxes. */
  public static PresentationContextResult accepted(int id, String transferSyntax) {
    return new PresentationContextResult(id, ContextResult.ACCEPTANCE, transferSyntax);
  }

  /** Returns the refusal of a proposal. */
  public static PresentationContextResult refused(int id, ContextResult result) {
    return new PresentationContextResult(id, result, null);
  }

  /** Returns the chosen transfer syntax if the context was accepted. */
  public Optional<String> acceptedTransferSyntax() {
    return Optional.ofNullable(transferSyntax);
  }
}
