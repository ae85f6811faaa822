package org.sealgate.chain.anchor;

/** How the price of gas is offered. */
public enum FeePolicy {
  /** As the chain's blocks are: EIP-1559 where they have a base fee, one price elsewhere. */
  AUTO,
  /** EIP-1559 only; nothing is sent while blocks have no base fee. */
  EIP1559,
  /** One price for a unit of gas, which every chain takes. */
  LEGACY
}
