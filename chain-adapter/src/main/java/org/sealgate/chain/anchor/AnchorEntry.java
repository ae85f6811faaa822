package org.sealgate.chain.anchor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.SignedCheckpoint;

/**
 * An anchor that is not final yet.
 *
 * @param checkpoint what is to be anchored
 * @param attempts the transactions signed for it, all with one nonce, the newest last; empty if the
 *     anchor was found on the chain
 * @param gasLimit the gas limit they have
 * @param submittedAtBlock the newest block when the newest attempt was signed
 * @param state PENDING until an endpoint has taken an attempt, then SUBMITTED, then INCLUDED
 * @param inclusion the block it is in, null until INCLUDED
 */
record AnchorEntry(
    SignedCheckpoint checkpoint,
    List<SignedTransaction> attempts,
    long gasLimit,
    long submittedAtBlock,
    AnchorState state,
    @Nullable AnchorTransaction inclusion) {
  AnchorEntry {
    attempts = List.copyOf(attempts);
  }

  long size() {
    return checkpoint.checkpoint().size();
  }

  boolean isIncluded() {
    return state == AnchorState.INCLUDED;
  }

  Optional<AnchorTransaction> includedIn() {
    return Optional.ofNullable(inclusion);
  }

  /** The newest transaction. */
  Optional<Digest> transaction() {
    if (inclusion != null) {
      return Optional.of(inclusion.hash());
    }
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast().hash());
  }

  AnchorEntry submitted() {
    return new AnchorEntry(
        checkpoint, attempts, gasLimit, submittedAtBlock, AnchorState.SUBMITTED, null);
  }

  /** On its way again, after the block it was in is gone. */
  AnchorEntry pending(long block) {
    return new AnchorEntry(checkpoint, attempts, gasLimit, block, AnchorState.PENDING, null);
  }

  AnchorEntry included(AnchorTransaction transaction) {
    return new AnchorEntry(
        checkpoint, attempts, gasLimit, submittedAtBlock, AnchorState.INCLUDED, transaction);
  }

  AnchorEntry replaced(SignedTransaction attempt, long block) {
    List<SignedTransaction> all = new ArrayList<>(attempts);
    all.add(attempt);
    return new AnchorEntry(checkpoint, all, gasLimit, block, AnchorState.PENDING, null);
  }

  AnchorRecord record(AnchorState reached) {
    AnchorTransaction block = includedIn().orElseThrow();
    return new AnchorRecord(
        checkpoint,
        reached,
        block.hash(),
        block.blockNumber(),
        block.blockHash(),
        block.gasUsed(),
        block.blockTime());
  }
}
