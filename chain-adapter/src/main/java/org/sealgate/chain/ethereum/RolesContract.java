package org.sealgate.chain.ethereum;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/** The contract {@code Roles}: who is who in a hospital. */
public final class RolesContract {
  private final EthereumEndpoints endpoints;
  private final EthereumLedger ledger;
  private final EthereumAddress address;

  /** The contract at this address; nothing is asked yet. */
  public RolesContract(EthereumEndpoints endpoints, EthereumAddress address) {
    this.endpoints = endpoints;
    this.ledger = new EthereumLedger(endpoints);
    this.address = address;
  }

  /**
   * A change that is in a block.
   *
   * @param transaction its transaction
   * @param blockNumber its block
   * @param gasUsed what it cost
   */
  public record Change(Digest transaction, long blockNumber, long gasUsed) {}

  /** The role in which an account may act now; PATIENT if unknown, removed or suspended. */
  public Role roleOf(EthereumAddress account) throws ChainUnavailableException {
    String data = AbiEncoding.call("roleOf", List.of(AbiEncoding.address(account)));
    return Role.of(AbiEncoding.number(ledger.call(address, data), 0));
  }

  /** True if an account may anchor. */
  public boolean mayAnchor(EthereumAddress account) throws ChainUnavailableException {
    String data = AbiEncoding.call("mayAnchor", List.of(AbiEncoding.address(account)));
    return AbiEncoding.bool(ledger.call(address, data), 0);
  }

  /**
   * Appoints an account, or suspends it with {@code allowed} false, and waits for the block.
   *
   * @param by who appoints: a Host, or a Government for Hosts and Governments
   * @param timeout how long to wait for the block
   * @param name at most 64 bytes of UTF-8; empty for a patient, as nothing about one goes on chain
   * @throws RevertedException if the contract refuses; the message has its reason
   */
  public Change setPermission(
      AccountKey by,
      Duration timeout,
      EthereumAddress account,
      String name,
      Role role,
      boolean allowed)
      throws ChainUnavailableException, RevertedException {
    String data =
        AbiEncoding.call(
            "setPermission",
            List.of(
                AbiEncoding.address(account),
                new Utf8String(name),
                new Uint8(BigInteger.valueOf(role.number())),
                new Bool(allowed)));
    return change(new AccountSender(endpoints, by, timeout).send(address, data));
  }

  /** Takes an account's role away and waits for the block. */
  public Change removePermission(AccountKey by, Duration timeout, EthereumAddress account)
      throws ChainUnavailableException, RevertedException {
    String data = AbiEncoding.call("removePermission", List.of(AbiEncoding.address(account)));
    return change(new AccountSender(endpoints, by, timeout).send(address, data));
  }

  private static Change change(TransactionReceipt receipt) {
    return new Change(
        Digest.fromHex(receipt.getTransactionHash()),
        receipt.getBlockNumber().longValueExact(),
        receipt.getGasUsed().longValueExact());
  }
}
