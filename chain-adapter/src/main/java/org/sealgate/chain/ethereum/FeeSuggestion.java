package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.Fees;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthBlock;

/** What the chain asks for gas: EIP-1559 where blocks have a base fee, one price elsewhere. */
final class FeeSuggestion {
  /** What builders take where the node gives no suggestion: 1 gwei. */
  private static final long DEFAULT_TIP = 1_000_000_000L;

  private FeeSuggestion() {}

  static Fees ask(EthereumEndpoints endpoints) throws ChainUnavailableException {
    EthBlock.Block newest =
        endpoints
            .ask(web3j -> web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
            .getBlock();
    BigInteger baseFee = newest.getBaseFeePerGas();
    if (baseFee == null) {
      return new Fees.Legacy(
          Numbers.saturated(endpoints.ask(web3j -> web3j.ethGasPrice()).getGasPrice()));
    }
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
