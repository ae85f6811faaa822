package org.sealgate.chain.ethereum;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;

/**
 * Calls the reading functions of one contract at the newest block.
 *
 * @param endpoints how the chain is reached
 * @param contract its address
 */
record ContractReader(EthereumEndpoints endpoints, EthereumAddress contract) {

  /**
   * Calls a function and decodes what it returns.
   *
   * @param reader the account that asks; null where the contract does not care
   * @param returned types of the values returned, in order
   * @throws RevertedException if the contract refuses this reader
   */
  Answer call(
      @Nullable EthereumAddress reader,
      String function,
      List<Type<?>> arguments,
      List<TypeReference<?>> returned)
      throws ChainUnavailableException, RevertedException {
    Transaction call =
        Transaction.createEthCallTransaction(
            reader == null ? null : reader.hex(),
            contract.hex(),
            AbiEncoding.call(function, arguments));
    String data =
        endpoints
            .askOrRevert(web3j -> web3j.ethCall(call, DefaultBlockParameterName.LATEST))
            .getValue();
    List<Type<?>> values = decode(data, returned);
    if (values.size() != returned.size()) {
      throw new ChainUnavailableException(
          contract + " does not answer to " + function + ": it is no such contract",
          new IllegalStateException(String.valueOf(data)));
    }
    return new Answer(values);
  }

  /** Calls a function that refuses nobody. */
  Answer call(String function, List<Type<?>> arguments, List<TypeReference<?>> returned)
      throws ChainUnavailableException {
    try {
      return call(null, function, arguments, returned);
    } catch (RevertedException unexpected) {
      throw new ChainUnavailableException(
          contract + " refuses to answer to " + function + ": " + unexpected.getMessage(),
          unexpected);
    }
  }

  /** Web3j asks for and gives lists of the raw type. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<Type<?>> decode(@Nullable String data, List<TypeReference<?>> returned) {
    if (data == null || data.equals("0x")) {
      return List.of();
    }
    List<TypeReference<Type>> references = (List<TypeReference<Type>>) (List) returned;
    return (List<Type<?>>) (List) FunctionReturnDecoder.decode(data, references);
  }

  /**
   * The values that a function returned.
   *
   * @param values decoded, in order
   */
  record Answer(List<Type<?>> values) {
    /** The value at a position as the Java type that web3j decodes it to. */
    <T> T value(int position, Class<T> type) {
      return type.cast(values.get(position).getValue());
    }

    /** The address at a position. */
    EthereumAddress address(int position) {
      return new EthereumAddress(value(position, String.class));
    }
  }
}
