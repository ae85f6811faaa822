package org.sealgate.chain.anchor;

import java.util.List;
import java.util.Optional;
import org.sealgate.chain.log.Digest;

/**
 * A chain with an AnchorRegistry and an account that anchors in it. Every call may block for
 * seconds.
 */
public interface AnchorChain {
  /** The configured chain id. Needs no endpoint. */
  long expectedChainId();

  /** The AnchorRegistry's address. Needs no endpoint. */
  EthereumAddress contract();

  /** Checks chain id, contract, role, and who anchors this log; does not throw. */
  ChainCheck check(Digest logId);

  /** Number of the newest block. */
  long blockNumber() throws ChainUnavailableException;

  /** The newest anchor of a log; empty if it has none. */
  Optional<AnchoredHead> latest(Digest logId) throws ChainUnavailableException;

  /** The account's next nonce, counting only what is in blocks. */
  long nonce() throws ChainUnavailableException;

  /** What the chain asks for gas now. */
  Fees suggestFees() throws ChainUnavailableException;

  /** The gas limit for this call, or the contract's reason to refuse it. */
  long gasLimit(AnchorCall call) throws ChainUnavailableException, AnchorRefusedException;

  /** Signs the call. Needs no endpoint. */
  SignedTransaction sign(AnchorCall call, long nonce, Fees fees, long gasLimit);

  /** Gives a transaction to every endpoint. */
  BroadcastResult broadcast(SignedTransaction transaction);

  /** The transaction, if it is in a block. */
  Optional<AnchorTransaction> transaction(Digest hash) throws ChainUnavailableException;

  /** The transaction that anchored a log at this size, found by its event. */
  Optional<AnchorTransaction> findAnchor(Digest logId, long size) throws ChainUnavailableException;

  /**
   * Which reachable endpoints have another block at this height; empty if all agree or lag behind.
   */
  List<String> contradictions(long blockNumber, Digest blockHash);

  /** How the endpoints are doing. */
  List<EndpointState> endpoints();
}
