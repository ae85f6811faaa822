package org.sealgate.chain.anchor;

import java.util.Optional;
import org.sealgate.chain.log.Digest;

/** What a chain says about anchors: all that is needed to check a receipt. */
public interface AnchorLedger {
  /** The EIP-155 id of the chain that is asked. */
  long chainId() throws ChainUnavailableException;

  /** What stands at this address. */
  ContractCode code(EthereumAddress contract) throws ChainUnavailableException;

  /** The root that {@code contract} has for a log at exactly this size; empty if it has none. */
  Optional<Digest> anchoredRoot(EthereumAddress contract, Digest logId, long size)
      throws ChainUnavailableException;

  /** The transaction, if it is in a block of the chain. */
  Optional<AnchorTransaction> transaction(Digest hash) throws ChainUnavailableException;
}
