package org.sealgate.chain.anchor;

/** How far a leaf or a checkpoint has come; in this order, and back to PENDING after a re-org. */
public enum AnchorState {
  /** In the log, not on its way to the chain. */
  PENDING,
  /** In a transaction that an endpoint has taken. */
  SUBMITTED,
  /** In a block. */
  INCLUDED,
  /** In a block with enough blocks on top. */
  FINAL
}
