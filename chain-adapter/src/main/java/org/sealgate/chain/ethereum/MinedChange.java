package org.sealgate.chain.ethereum;

import org.sealgate.chain.log.Digest;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * A change that is in a block.
 *
 * @param transaction its transaction
 * @param blockNumber its block
 * @param gasUsed what it cost
 */
public record MinedChange(Digest transaction, long blockNumber, long gasUsed) {
  static MinedChange of(TransactionReceipt receipt) {
    return new MinedChange(
        Digest.fromHex(receipt.getTransactionHash()),
        receipt.getBlockNumber().longValueExact(),
        receipt.getGasUsed().longValueExact());
  }
}
