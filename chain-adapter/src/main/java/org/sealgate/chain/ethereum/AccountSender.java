package org.sealgate.chain.ethereum;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.anchor.SignedTransaction;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Sends single transactions for people who wait for them: deployments, roles, records. Anchors go
 * by the outbox instead.
 */
final class AccountSender {
  private static final Duration FIRST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  private final EthereumEndpoints endpoints;
  private final AccountKey key;
  private final Duration timeout;

  AccountSender(EthereumEndpoints endpoints, AccountKey key, Duration timeout) {
    this.endpoints = endpoints;
    this.key = key;
    this.timeout = timeout;
  }

  /**
   * Sends and waits for the block.
   *
   * @param to the contract, null to create one
   * @throws RevertedException if the contract refuses
   * @throws ChainUnavailableException if the chain cannot be reached or the block does not come in
   *     time
   */
  TransactionReceipt send(@Nullable EthereumAddress to, String data)
      throws ChainUnavailableException, RevertedException {
    String from = key.address().hex();
    String target = to == null ? null : to.hex();
    Transaction call =
        Transaction.createFunctionCallTransaction(from, null, null, null, target, data);
    long estimate =
        endpoints.askOrRevert(web3j -> web3j.ethEstimateGas(call)).getAmountUsed().longValueExact();
    long nonce =
        endpoints
            .ask(web3j -> web3j.ethGetTransactionCount(from, DefaultBlockParameterName.PENDING))
            .getTransactionCount()
            .longValueExact();
    long chainId = Numbers.saturated(endpoints.ask(web3j -> web3j.ethChainId()).getChainId());
    SignedTransaction transaction =
        new TransactionSigner(key, chainId)
            .sign(target, data, nonce, FeeSuggestion.ask(endpoints), estimate * 5 / 4);
    endpoints.askOrRevert(web3j -> web3j.ethSendRawTransaction(transaction.raw()));
    return await(transaction);
  }

  private TransactionReceipt await(SignedTransaction transaction)
      throws ChainUnavailableException, RevertedException {
    long end = System.nanoTime() + timeout.toNanos();
    String hash = transaction.hash().prefixedHex();
    Duration pause = FIRST_LOOK;
    while (System.nanoTime() - end < 0) {
      Optional<TransactionReceipt> receipt =
          endpoints.ask(web3j -> web3j.ethGetTransactionReceipt(hash)).getTransactionReceipt();
      if (receipt.isPresent() && receipt.get().getBlockHash() != null) {
        return requireSuccess(receipt.get());
      }
      pause(pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
    throw new ChainUnavailableException(
        "transaction " + hash + " was sent, but is in no block after " + timeout,
        new IOException("timeout"));
  }

  private static TransactionReceipt requireSuccess(TransactionReceipt receipt)
      throws RevertedException {
    if (!receipt.isStatusOK()) {
      throw new RevertedException("transaction " + receipt.getTransactionHash() + " was reverted");
    }
    return receipt;
  }

  private static void pause(Duration pause) throws ChainUnavailableException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new ChainUnavailableException("interrupted while waiting for a block", ended);
    }
  }
}
