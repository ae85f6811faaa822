package org.sealgate.chain.receipt;

import java.util.Optional;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.LogIdentity;

/**
 * What a verifier knows from elsewhere: a receipt of another chain or contract proves nothing.
 * Anyone can deploy an AnchorRegistry, so a verifier that leaves the contract open believes whoever
 * wrote the receipt.
 *
 * @param chainId the chain, if known
 * @param contract the hospital's AnchorRegistry, if known
 * @param log the hospital's log, if known; a contract's Host decides who may anchor, so the
 *     contract is enough
 */
public record ReceiptExpectation(
    Optional<Long> chainId, Optional<EthereumAddress> contract, Optional<LogIdentity> log) {
  /** Nothing is known from elsewhere. */
  public static ReceiptExpectation none() {
    return new ReceiptExpectation(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
