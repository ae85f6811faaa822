package org.sealgate.chain.anchor;

import org.sealgate.chain.log.Digest;

/** Whether anchoring can work with this chain, contract and account. */
public sealed interface ChainCheck {
  /** It can. */
  record Ready() implements ChainCheck {}

  /** No endpoint answers. */
  record Unreachable(String reason) implements ChainCheck {}

  /** The endpoint is of another chain. */
  record WrongChain(long expected, long found) implements ChainCheck {}

  /** There is no contract at the configured address. */
  record NoContract(EthereumAddress contract) implements ChainCheck {}

  /** There is a contract, but not an AnchorRegistry. */
  record WrongContract(EthereumAddress contract) implements ChainCheck {}

  /** The node's account is neither Device nor Host. */
  record WrongRole(EthereumAddress account, EthereumAddress contract) implements ChainCheck {}

  /** The log is anchored by another account. */
  record WrongOwner(Digest logId, EthereumAddress owner, EthereumAddress account)
      implements ChainCheck {}

  /** One clear line for the log and the status page. */
  default String message() {
    return switch (this) {
      case Ready() -> "ready";
      case Unreachable(String reason) -> "the chain cannot be reached: " + reason;
      case WrongChain(long expected, long found) ->
          "the endpoint serves chain " + found + ", configured is chain " + expected;
      case NoContract(EthereumAddress contract) -> "there is no contract at " + contract;
      case WrongContract(EthereumAddress contract) ->
          "the contract at " + contract + " is not the AnchorRegistry this version knows";
      case WrongRole(EthereumAddress account, EthereumAddress contract) ->
          "account "
              + account
              + " may not anchor in "
              + contract
              + ": it is neither an allowed Device nor an allowed Host";
      case WrongOwner(Digest logId, EthereumAddress owner, EthereumAddress account) ->
          "log "
              + logId.prefixedHex()
              + " is anchored by account "
              + owner
              + ", not by "
              + account
              + "; a Host can assign it";
    };
  }
}
