package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealgate.chain.anchor.AnchorEvent;
import org.sealgate.chain.anchor.AnchorLedger;
import org.sealgate.chain.anchor.AnchorTransaction;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.ContractCode;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** Reads anchors from Ethereum. Needs no account. */
public final class EthereumLedger implements AnchorLedger {
  /**
   * Topic of {@code Anchored(bytes32 indexed logId, uint64 indexed size, bytes32 root, address
   * by)}.
   */
  static final String ANCHORED = Hash.sha3String("Anchored(bytes32,uint64,bytes32,address)");

  private final EthereumEndpoints endpoints;

  /** Reads by these endpoints, which the caller closes. */
  public EthereumLedger(EthereumEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public long chainId() throws ChainUnavailableException {
    return Numbers.saturated(endpoints.ask(web3j -> web3j.ethChainId()).getChainId());
  }

  @Override
  public ContractCode code(EthereumAddress contract) throws ChainUnavailableException {
    String code =
        endpoints
            .ask(web3j -> web3j.ethGetCode(contract.hex(), DefaultBlockParameterName.LATEST))
            .getCode();
    if (code == null || code.equals("0x")) {
      return ContractCode.ABSENT;
    }
    return ContractArtifact.ANCHOR_REGISTRY.isDeployedAs(code)
        ? ContractCode.ANCHOR_REGISTRY
        : ContractCode.UNKNOWN;
  }

  @Override
  public Optional<Digest> anchoredRoot(EthereumAddress contract, Digest logId, long size)
      throws ChainUnavailableException {
    String data =
        AbiEncoding.call("rootAt", List.of(AbiEncoding.bytes32(logId), AbiEncoding.uint64(size)));
    Digest root = AbiEncoding.digest(call(contract, data), 0);
    return root.equals(Digest.of(new byte[Digest.LENGTH])) ? Optional.empty() : Optional.of(root);
  }

  /** Calls a reading function at the newest block; the answer's words as {@code 0x} and digits. */
  String call(EthereumAddress contract, String data) throws ChainUnavailableException {
    Transaction transaction = Transaction.createEthCallTransaction(null, contract.hex(), data);
    String answer =
        endpoints
            .ask(web3j -> web3j.ethCall(transaction, DefaultBlockParameterName.LATEST))
            .getValue();
    if (answer == null || answer.equals("0x")) {
      throw new ChainUnavailableException(
          contract + " gives no answer: there is no such contract", new IllegalStateException());
    }
    return answer;
  }

  @Override
  public Optional<AnchorTransaction> transaction(Digest hash) throws ChainUnavailableException {
    Optional<TransactionReceipt> receipt =
        endpoints
            .ask(web3j -> web3j.ethGetTransactionReceipt(hash.prefixedHex()))
            .getTransactionReceipt();
    if (receipt.isEmpty() || receipt.get().getBlockHash() == null) {
      return Optional.empty();
    }
    return block(receipt.get().getBlockNumber())
        .filter(block -> block.getHash().equals(receipt.get().getBlockHash()))
        .map(block -> transaction(receipt.get(), block));
  }

  private static AnchorTransaction transaction(TransactionReceipt receipt, EthBlock.Block block) {
    return new AnchorTransaction(
        Digest.fromHex(receipt.getTransactionHash()),
        receipt.isStatusOK(),
        receipt.getBlockNumber().longValueExact(),
        Digest.fromHex(receipt.getBlockHash()),
        Instant.ofEpochSecond(block.getTimestamp().longValueExact()),
        receipt.getGasUsed().longValueExact(),
        anchors(receipt.getLogs()));
  }

  private static List<AnchorEvent> anchors(List<Log> logs) {
    List<AnchorEvent> events = new ArrayList<>();
    for (Log log : logs) {
      List<String> topics = log.getTopics();
      if (topics.size() == 3 && topics.getFirst().equals(ANCHORED)) {
        events.add(
            new AnchorEvent(
                new EthereumAddress(log.getAddress()),
                Digest.fromHex(topics.get(1)),
                AbiEncoding.number(topics.get(2), 0),
                AbiEncoding.digest(log.getData(), 0),
                AbiEncoding.address(log.getData(), 1)));
      }
    }
    return events;
  }

  /** The block at this height, if the chain is that long. */
  Optional<EthBlock.Block> block(BigInteger number) throws ChainUnavailableException {
    return Optional.ofNullable(
        endpoints
            .ask(web3j -> web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf(number), false))
            .getBlock());
  }
}
