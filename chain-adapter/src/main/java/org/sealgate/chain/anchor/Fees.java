package org.sealgate.chain.anchor;

/** What is offered for a unit of gas, in wei. */
public sealed interface Fees {
  /**
   * A replacement has to pay 10 % more to be taken; 25 % leaves room for nodes that ask for more.
   */
  int RAISE_PERCENT = 25;

  /** One price, before EIP-1559. */
  record Legacy(long gasPrice) implements Fees {
    /** The same and a quarter more, which outlives the base fee of one more full block. */
    public Legacy withReserve() {
      return new Legacy(raise(gasPrice));
    }
  }

  /**
   * EIP-1559.
   *
   * @param maxFeePerGas the most that is paid, base fee included
   * @param maxPriorityFeePerGas what the block's builder gets of it
   */
  record Dynamic(long maxFeePerGas, long maxPriorityFeePerGas) implements Fees {}

  /** The most that is paid for a unit of gas, in wei. */
  default long most() {
    return switch (this) {
      case Legacy legacy -> legacy.gasPrice();
      case Dynamic dynamic -> dynamic.maxFeePerGas();
    };
  }

  /** An offer that replaces this one and is not below {@code suggested}. */
  default Fees raised(Fees suggested) {
    return switch (this) {
      case Legacy legacy -> new Legacy(Math.max(raise(legacy.gasPrice()), suggested.most()));
      case Dynamic dynamic -> {
        long suggestedTip =
            suggested instanceof Dynamic other ? other.maxPriorityFeePerGas() : suggested.most();
        long tip = Math.max(raise(dynamic.maxPriorityFeePerGas()), suggestedTip);
        yield new Dynamic(
            Math.max(tip, Math.max(raise(dynamic.maxFeePerGas()), suggested.most())), tip);
      }
    };
  }

  private static long raise(long wei) {
    return Math.addExact(
        wei, Math.max(1, wei / 100 * RAISE_PERCENT + wei % 100 * RAISE_PERCENT / 100));
  }
}
