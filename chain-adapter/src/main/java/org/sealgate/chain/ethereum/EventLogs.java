package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/**
 * Reads events of one contract.
 *
 * @param endpoints how the chain is reached
 * @param contract whose events
 */
record EventLogs(EthereumEndpoints endpoints, EthereumAddress contract) {
  /** Every provider answers for so few blocks; many refuse more than some thousands. */
  private static final long SMALLEST_RANGE = 1000;

  /**
   * The events of these kinds in a range of blocks, in their order. A range that a provider refuses
   * as too long is asked for in halves.
   *
   * @param topics hashes of the events' signatures
   * @param last the last block, inclusive
   */
  List<Log> read(long first, long last, String... topics) throws ChainUnavailableException {
    try {
      return readAtOnce(first, last, topics);
    } catch (ChainUnavailableException refused) {
      if (last - first < SMALLEST_RANGE) {
        throw refused;
      }
      long middle = first + (last - first) / 2;
      List<Log> logs = new ArrayList<>(read(first, middle, topics));
      logs.addAll(read(middle + 1, last, topics));
      return logs;
    }
  }

  private List<Log> readAtOnce(long first, long last, String... topics)
      throws ChainUnavailableException {
    EthFilter filter = new EthFilter(block(first), block(last), contract.hex());
    filter.addOptionalTopics(topics);
    List<Log> logs = new ArrayList<>();
    for (EthLog.LogResult<?> result : endpoints.ask(web3j -> web3j.ethGetLogs(filter)).getLogs()) {
      if (result.get() instanceof Log log && !log.isRemoved()) {
        logs.add(log);
      }
    }
    return logs;
  }

  private static DefaultBlockParameter block(long number) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
  }
}
