package org.sealgate.scp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sealgate.chain.anchor.AnchorSettings;
import org.sealgate.chain.anchor.FeePolicy;

/**
 * Anchoring on Ethereum.
 *
 * @param endpoints JSON-RPC addresses, tried in order; a transaction goes to all of them
 * @param chainId the chain's id (EIP-155)
 * @param contract the address of the AnchorRegistry
 * @param keyStore a web3j key store file
 * @param keyStorePasswordFile the file with its password
 * @param mode one transaction for all that is pending, or one for each instance
 * @param fees how the price of gas is offered
 * @param maxFeePerGas the most that is offered for a unit of gas, in wei
 * @param confirmations blocks from the anchor's own to the newest, both counted, until it is final
 * @param interval the shortest time between two anchors
 */
public record AnchorConfiguration(
    List<URI> endpoints,
    long chainId,
    String contract,
    Path keyStore,
    Path keyStorePasswordFile,
    AnchorSettings.Mode mode,
    FeePolicy fees,
    long maxFeePerGas,
    int confirmations,
    Duration interval) {
  public AnchorConfiguration {
    endpoints = List.copyOf(endpoints);
  }

  /** How the chain adapter is to anchor; what is not configured has its default. */
  public AnchorSettings settings() {
    AnchorSettings defaults = AnchorSettings.defaults();
    return new AnchorSettings(
        mode,
        confirmations,
        interval,
        defaults.pollInterval(),
        defaults.stuckAfterBlocks(),
        maxFeePerGas);
  }
}
