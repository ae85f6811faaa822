package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.FeePolicy;
import org.sealgate.chain.anchor.Fees;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthBlock;

/** What the chain asks for gas. */
final class FeeSuggestion {
  /** What builders take where the node gives no suggestion: 1 gwei. */
  private static final long DEFAULT_TIP = 1_000_000_000L;

  private FeeSuggestion() {}

  static Fees ask(EthereumEndpoints endpoints) throws ChainUnavailableException {
    return ask(endpoints, FeePolicy.AUTO);
  }

  static Fees ask(EthereumEndpoints endpoints, FeePolicy policy) throws ChainUnavailableException {
    EthBlock.Block newest =
        endpoints
            .ask(web3j -> web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock();
    // The getter of the number fails where the block has none.
    BigInteger baseFee = newest.getBaseFeePerGasRaw() == null ? null : newest.getBaseFeePerGas();
    return switch (policy) {
      case AUTO -> baseFee == null ? price(endpoints) : dynamic(endpoints, baseFee);
      // The price the node names may be the base fee itself, which rises by 12.5 % a block.
      case LEGACY -> baseFee == null ? price(endpoints) : price(endpoints).withReserve();
      case EIP1559 -> dynamic(endpoints, requireBaseFee(baseFee));
    };
  }

  private static BigInteger requireBaseFee(@Nullable BigInteger baseFee)
      throws ChainUnavailableException {
    if (baseFee == null) {
      throw new ChainUnavailableException(
          "the chain's blocks have no base fee, so fees have to be legacy or auto, not eip1559",
          new UnsupportedOperationException());
    }
    return baseFee;
  }

  private static Fees.Legacy price(EthereumEndpoints endpoints) throws ChainUnavailableException {
    return new Fees.Legacy(
        Numbers.saturated(endpoints.ask(web3j -> web3j.ethGasPrice()).getGasPrice()));
  }

  private static Fees dynamic(EthereumEndpoints endpoints, BigInteger baseFee)
      throws ChainUnavailableException {
    long tip = tip(endpoints);
    // Twice the base fee stays enough through six full blocks in a row, each 12.5 % dearer.
    long most = Numbers.saturated(baseFee.shiftLeft(1).add(BigInteger.valueOf(tip)));
    return new Fees.Dynamic(most, tip);
  }

  private static long tip(EthereumEndpoints endpoints) throws ChainUnavailableException {
    try {
      return Numbers.saturated(
          endpoints.ask(web3j -> web3j.ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas());
    } catch (ChainUnavailableException unknownMethod) {
      // Ganache, among others, does not know the question; the chain was reachable a moment ago.
      return DEFAULT_TIP;
    }
  }
}
