package org.sealgate.chain.ethereum;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;

/** The contract {@code AnchorRegistry}, for who decides which account anchors a log. */
public final class AnchorRegistryContract {
  private static final EthereumAddress NOBODY = new EthereumAddress("0x" + "0".repeat(40));

  private final EthereumEndpoints endpoints;
  private final EthereumLedger ledger;
  private final EthereumAddress address;

  /** The contract at this address; nothing is asked yet. */
  public AnchorRegistryContract(EthereumEndpoints endpoints, EthereumAddress address) {
    this.endpoints = endpoints;
    this.ledger = new EthereumLedger(endpoints);
    this.address = address;
  }

  /**
   * Makes an account the only one that anchors a log, and waits for the block. Done before the
   * log's first anchor, it makes that one as cheap as all others and keeps the log from being
   * claimed by another Device.
   *
   * @param host who decides: a Host
   * @param timeout how long to wait for the block
   * @param logId the log, {@code LogIdentity.logId()}
   * @param owner a Device or Host
   * @throws RevertedException if the contract refuses; the message has its reason
   */
  public MinedChange assignLog(
      AccountKey host, Duration timeout, Digest logId, EthereumAddress owner)
      throws ChainUnavailableException, RevertedException {
    String data =
        AbiEncoding.call(
            "assignLog", List.of(AbiEncoding.bytes32(logId), AbiEncoding.address(owner)));
    return MinedChange.of(new AccountSender(endpoints, host, timeout).send(address, data));
  }

  /** Who anchors a log; empty if it was neither assigned nor anchored. */
  public Optional<EthereumAddress> ownerOf(Digest logId) throws ChainUnavailableException {
    String data = AbiEncoding.call("ownerOf", List.of(AbiEncoding.bytes32(logId)));
    EthereumAddress owner = AbiEncoding.address(ledger.call(address, data), 0);
    return owner.equals(NOBODY) ? Optional.empty() : Optional.of(owner);
  }
}
