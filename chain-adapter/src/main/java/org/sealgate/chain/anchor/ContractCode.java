package org.sealgate.chain.anchor;

/** What stands at an address. */
public enum ContractCode {
  /** No contract at all. */
  ABSENT,
  /** A contract, but not the AnchorRegistry that this program knows. */
  UNKNOWN,
  /** The AnchorRegistry, byte for byte except for its constructor arguments. */
  ANCHOR_REGISTRY
}
