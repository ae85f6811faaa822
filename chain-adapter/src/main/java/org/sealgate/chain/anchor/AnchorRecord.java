package org.sealgate.chain.anchor;

import java.time.Instant;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.SignedCheckpoint;

/**
 * A checkpoint that is in a block.
 *
 * @param checkpoint what was anchored
 * @param state INCLUDED or FINAL
 * @param transaction hash of the transaction
 * @param blockNumber its block's number
 * @param blockHash its block's hash
 * @param gasUsed what it cost
 * @param includedAt its block's time
 */
public record AnchorRecord(
    SignedCheckpoint checkpoint,
    AnchorState state,
    Digest transaction,
    long blockNumber,
    Digest blockHash,
    long gasUsed,
    Instant includedAt) {}
