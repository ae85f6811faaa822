package org.sealgate.chain.ethereum;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.sealgate.chain.anchor.AnchorCall;
import org.sealgate.chain.anchor.AnchorChain;
import org.sealgate.chain.anchor.AnchorRefusedException;
import org.sealgate.chain.anchor.AnchorTransaction;
import org.sealgate.chain.anchor.AnchoredHead;
import org.sealgate.chain.anchor.BroadcastResult;
import org.sealgate.chain.anchor.ChainCheck;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EndpointState;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.anchor.FeePolicy;
import org.sealgate.chain.anchor.Fees;
import org.sealgate.chain.anchor.SignedTransaction;
import org.sealgate.chain.log.Digest;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;

/** An AnchorRegistry on an Ethereum chain, with the account that anchors in it. */
public final class EthereumAnchorChain implements AnchorChain {
  private final EthereumEndpoints endpoints;
  private final EthereumLedger ledger;
  private final TransactionSigner signer;
  private final EthereumAddress contract;
  private final long chainId;
  private final FeePolicy feePolicy;

  /** An AnchorRegistry by its address, with fees as the chain's blocks ask for. */
  public EthereumAnchorChain(
      EthereumEndpoints endpoints, AccountKey key, EthereumAddress contract, long chainId) {
    this(endpoints, key, contract, chainId, FeePolicy.AUTO);
  }

  /**
   * An AnchorRegistry by its address. Nothing is asked yet.
   *
   * @param endpoints how the chain is reached; closed by the caller
   * @param key the account that anchors
   * @param contract the AnchorRegistry
   * @param chainId the chain's EIP-155 id, which every signature binds
   * @param feePolicy how the price of gas is offered
   */
  public EthereumAnchorChain(
      EthereumEndpoints endpoints,
      AccountKey key,
      EthereumAddress contract,
      long chainId,
      FeePolicy feePolicy) {
    this.endpoints = endpoints;
    this.ledger = new EthereumLedger(endpoints);
    this.signer = new TransactionSigner(key, chainId);
    this.contract = contract;
    this.chainId = chainId;
    this.feePolicy = feePolicy;
  }

  @Override
  public long expectedChainId() {
    return chainId;
  }

  @Override
  public EthereumAddress contract() {
    return contract;
  }

  @Override
  public ChainCheck check(Digest logId) {
    try {
      OptionalLong other = endpoints.otherChain(chainId);
      if (other.isPresent()) {
        return new ChainCheck.WrongChain(chainId, other.getAsLong());
      }
      return switch (ledger.code(contract)) {
        case ABSENT -> new ChainCheck.NoContract(contract);
        case UNKNOWN -> new ChainCheck.WrongContract(contract);
        case ANCHOR_REGISTRY -> mayAnchor() ? checkOwner(logId) : wrongRole();
      };
    } catch (ChainUnavailableException unreachable) {
      return new ChainCheck.Unreachable(String.valueOf(unreachable.getMessage()));
    }
  }

  private boolean mayAnchor() throws ChainUnavailableException {
    String answer = ledger.call(contract, AbiEncoding.call("roles", List.of()));
    EthereumAddress roles = AbiEncoding.address(answer, 0);
    String question = AbiEncoding.call("mayAnchor", List.of(AbiEncoding.address(signer.address())));
    return AbiEncoding.bool(ledger.call(roles, question), 0);
  }

  private ChainCheck wrongRole() {
    return new ChainCheck.WrongRole(signer.address(), contract);
  }

  private ChainCheck checkOwner(Digest logId) throws ChainUnavailableException {
    return new AnchorRegistryContract(endpoints, contract)
        .ownerOf(logId)
        .filter(owner -> !owner.equals(signer.address()))
        .<ChainCheck>map(owner -> new ChainCheck.WrongOwner(logId, owner, signer.address()))
        .orElseGet(ChainCheck.Ready::new);
  }

  @Override
  public long blockNumber() throws ChainUnavailableException {
    return endpoints.ask(web3j -> web3j.ethBlockNumber()).getBlockNumber().longValueExact();
  }

  @Override
  public Optional<AnchoredHead> latest(Digest logId) throws ChainUnavailableException {
    String data = AbiEncoding.call("latest", List.of(AbiEncoding.bytes32(logId)));
    String answer = ledger.call(contract, data);
    long size = AbiEncoding.number(answer, 0);
    return size == 0
        ? Optional.empty()
        : Optional.of(new AnchoredHead(size, AbiEncoding.digest(answer, 1)));
  }

  @Override
  public long nonce() throws ChainUnavailableException {
    String account = signer.address().hex();
    return endpoints
        .ask(web3j -> web3j.ethGetTransactionCount(account, DefaultBlockParameterName.LATEST))
        .getTransactionCount()
        .longValueExact();
  }

  @Override
  public Fees suggestFees() throws ChainUnavailableException {
    return FeeSuggestion.ask(endpoints, feePolicy);
  }

  @Override
  public long gasLimit(AnchorCall call) throws ChainUnavailableException, AnchorRefusedException {
    Transaction transaction =
        Transaction.createFunctionCallTransaction(
            signer.address().hex(), null, null, null, contract.hex(), data(call));
    try {
      BigInteger estimate =
          endpoints.askOrRevert(web3j -> web3j.ethEstimateGas(transaction)).getAmountUsed();
      // The first anchor of a log costs more than the next; a quarter more covers what may change.
      return estimate.longValueExact() * 5 / 4;
    } catch (RevertedException refused) {
      throw new AnchorRefusedException(String.valueOf(refused.getMessage()));
    }
  }

  private static String data(AnchorCall call) {
    return AbiEncoding.call(
        "anchor",
        List.of(
            AbiEncoding.bytes32(call.logId()),
            AbiEncoding.uint64(call.size()),
            AbiEncoding.bytes32(call.root())));
  }

  @Override
  public SignedTransaction sign(AnchorCall call, long nonce, Fees fees, long gasLimit) {
    return signer.sign(contract.hex(), data(call), nonce, fees, gasLimit);
  }

  @Override
  public BroadcastResult broadcast(SignedTransaction transaction) {
    int accepted = 0;
    List<String> errors = new ArrayList<>();
    for (EthereumEndpoints.Endpoint endpoint : endpoints.all()) {
      try {
        endpoints.ask(endpoint, web3j -> web3j.ethSendRawTransaction(transaction.raw()));
        accepted++;
      } catch (IOException | RevertedException refused) {
        if (hasItAlready(refused)) {
          accepted++;
        } else {
          errors.add(endpoint.name() + ": " + refused.getMessage());
        }
      }
    }
    return new BroadcastResult(accepted, errors);
  }

  /**
   * Nodes word it differently: "already known", "transaction already imported", "known
   * transaction".
   */
  private static boolean hasItAlready(Exception refused) {
    String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("already known")
        || message.contains("alreadyknown")
        || message.contains("already imported")
        || message.contains("known transaction");
  }

  @Override
  public Optional<AnchorTransaction> transaction(Digest hash) throws ChainUnavailableException {
    return ledger.transaction(hash);
  }

  @Override
  public Optional<AnchorTransaction> findAnchor(Digest logId, long size)
      throws ChainUnavailableException {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, contract.hex());
    filter.addSingleTopic(EthereumLedger.ANCHORED);
    filter.addSingleTopic(logId.prefixedHex());
    filter.addSingleTopic("0x" + String.format(Locale.ROOT, "%064x", size));
    for (EthLog.LogResult<?> result : endpoints.ask(web3j -> web3j.ethGetLogs(filter)).getLogs()) {
      if (result instanceof EthLog.LogObject log) {
        return ledger.transaction(Digest.fromHex(log.getTransactionHash()));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> contradictions(long blockNumber, Digest blockHash) {
    List<String> others = new ArrayList<>();
    DefaultBlockParameter number = DefaultBlockParameter.valueOf(BigInteger.valueOf(blockNumber));
    for (EthereumEndpoints.Endpoint endpoint : endpoints.all()) {
      try {
        EthBlock.Block block =
            endpoints.ask(endpoint, web3j -> web3j.ethGetBlockByNumber(number, false)).getBlock();
        if (block != null && !block.getHash().equals(blockHash.prefixedHex())) {
          others.add(endpoint.name() + " has block " + block.getHash());
        }
      } catch (IOException | RevertedException unreachable) {
        // An endpoint that cannot be asked does not object; its state shows the problem.
      }
    }
    return others;
  }

  @Override
  public List<EndpointState> endpoints() {
    return endpoints.states();
  }
}
