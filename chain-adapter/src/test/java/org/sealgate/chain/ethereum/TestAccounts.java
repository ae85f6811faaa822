package org.sealgate.chain.ethereum;

/** Accounts that every development chain with the well-known test mnemonic has, with ether. */
public final class TestAccounts {
  /** Appoints Hosts. */
  public static final AccountKey GOVERNMENT =
      AccountKey.fromPrivateKey("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

  /** The hospital. */
  public static final AccountKey HOST =
      AccountKey.fromPrivateKey("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");

  /** The node. */
  public static final AccountKey NODE =
      AccountKey.fromPrivateKey("5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a");

  /** Holds no role. */
  public static final AccountKey STRANGER =
      AccountKey.fromPrivateKey("7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6");

  private TestAccounts() {}
}
