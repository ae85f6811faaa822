package org.sealgate.chain.roles;

import java.util.List;
import java.util.Optional;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;

/** What can be read of a contract {@code Roles} and the chain that it is on. */
public interface RolesLedger {
  /**
   * Why what answers is not the contract that was configured: another chain, no code at the
   * address, other code.
   */
  Optional<String> misfit() throws ChainUnavailableException;

  /** The newest block. */
  BlockReference newestBlock() throws ChainUnavailableException;

  /** The block at a height; empty if the chain is not that long. */
  Optional<BlockReference> block(long number) throws ChainUnavailableException;

  /** What is on record for an account, at the newest block. */
  Permission permissionOf(EthereumAddress account) throws ChainUnavailableException;

  /**
   * The changes in a range of blocks, in their order.
   *
   * @param first the first block
   * @param last the last block, inclusive
   */
  List<PermissionChange> changes(long first, long last) throws ChainUnavailableException;
}
