package org.sealgate.chain.receipt;

import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;

/**
 * Where a checkpoint was anchored.
 *
 * @param chainId the chain's EIP-155 id, positive
 * @param contract the AnchorRegistry
 * @param transaction hash of the transaction
 * @param blockNumber number of its block, not negative
 * @param blockHash hash of its block
 */
public record AnchorReference(
    long chainId,
    EthereumAddress contract,
    Digest transaction,
    long blockNumber,
    Digest blockHash) {
  /** Refuses numbers that no chain has. */
  public AnchorReference {
    if (chainId < 1) {
      throw new IllegalArgumentException("chainId must be positive: " + chainId);
    }
    if (blockNumber < 0) {
      throw new IllegalArgumentException("blockNumber is negative: " + blockNumber);
    }
  }
}
