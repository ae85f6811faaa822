package org.sealgate.chain.roles;

import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;

/** An event of the contract {@code Roles}. */
public sealed interface PermissionChange {
  /** Whose permission it is. */
  EthereumAddress account();

  /** Where the event is. */
  Origin origin();

  /**
   * Where an event is, and who caused it.
   *
   * @param by the account that made the change
   * @param block the block's number
   * @param transaction the transaction's hash
   */
  record Origin(EthereumAddress by, long block, Digest transaction) {}

  /**
   * {@code PermissionSet}: an account was appointed or suspended.
   *
   * @param allowed whether it may act in the role
   * @param name empty for a patient
   */
  record Set(EthereumAddress account, Role role, boolean allowed, String name, Origin origin)
      implements PermissionChange {}

  /**
   * {@code PermissionRemoved}: an account's role was taken away.
   *
   * @param role the one it had
   */
  record Removed(EthereumAddress account, Role role, Origin origin) implements PermissionChange {}
}
