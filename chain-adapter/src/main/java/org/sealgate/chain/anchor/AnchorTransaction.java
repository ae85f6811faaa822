package org.sealgate.chain.anchor;

import java.time.Instant;
import java.util.List;
import org.sealgate.chain.log.Digest;

/**
 * A transaction that is in a block.
 *
 * @param hash its hash
 * @param succeeded false if it was reverted
 * @param blockNumber the block's number
 * @param blockHash the block's hash
 * @param blockTime the block's time
 * @param gasUsed what it cost
 * @param anchors the events {@code Anchored} it left
 */
public record AnchorTransaction(
    Digest hash,
    boolean succeeded,
    long blockNumber,
    Digest blockHash,
    Instant blockTime,
    long gasUsed,
    List<AnchorEvent> anchors) {
  /** Copies the events. */
  public AnchorTransaction {
    anchors = List.copyOf(anchors);
  }
}
