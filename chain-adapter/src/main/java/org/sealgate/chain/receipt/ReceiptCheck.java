package org.sealgate.chain.receipt;

/**
 * One thing that was checked of a receipt.
 *
 * @param name what was checked
 * @param outcome how it went
 * @param reason what was found, for a person
 */
public record ReceiptCheck(Name name, Outcome outcome, String reason) {
  /** What is checked, in this order. */
  public enum Name {
    /** The path leads from the leaf's hash to the checkpoint's root. */
    INCLUSION("inclusion proof"),
    /** The checkpoint is signed by the log's key. */
    CHECKPOINT_SIGNATURE("checkpoint signature"),
    /** The log is the one expected. */
    LOG_IDENTITY("log identity"),
    /** The receipt and the endpoint are of the expected chain. */
    CHAIN_ID("chain id"),
    /** The contract is the expected one. */
    CONTRACT_ADDRESS("contract address"),
    /** The code at the address is the AnchorRegistry's. */
    CONTRACT_CODE("contract code"),
    /** The contract has this root for this log at this size. */
    ANCHORED_ROOT("anchored root"),
    /** The transaction succeeded and left the event of this anchor. */
    TRANSACTION("transaction"),
    /** The transaction is in the block that the receipt names. */
    BLOCK("block");

    private final String title;

    Name(String title) {
      this.title = title;
    }

    /** The check's name for a person. */
    public String title() {
      return title;
    }
  }

  /** How a check went. */
  public enum Outcome {
    /** It holds. */
    PASSED,
    /** It does not hold: the receipt proves nothing. */
    FAILED,
    /** Nothing was expected, so there was nothing to compare with. */
    SKIPPED,
    /** The chain could not be asked; it neither holds nor fails. */
    UNAVAILABLE
  }
}
