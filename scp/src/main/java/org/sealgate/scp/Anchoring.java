package org.sealgate.scp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealgate.chain.anchor.AnchorRecord;
import org.sealgate.chain.anchor.AnchorState;
import org.sealgate.chain.anchor.AnchorStatus;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.anchor.ChainCheck;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.EthereumAnchorChain;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.scp.config.AnchorConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's anchoring on one chain. What is wrong with the chain is logged and shown, and never in
 * the way of images.
 */
final class Anchoring implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Anchoring.class);
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);

  private final AnchorConfiguration configuration;
  private final EthereumEndpoints endpoints;
  private final Anchorer anchorer;

  private Anchoring(
      AnchorConfiguration configuration, EthereumEndpoints endpoints, Anchorer anchorer) {
    this.configuration = configuration;
    this.endpoints = endpoints;
    this.anchorer = anchorer;
  }

  /**
   * Starts anchoring.
   *
   * @throws IOException if the key cannot be read or the history of anchors is damaged
   */
  static Anchoring start(
      AnchorConfiguration configuration,
      TransparencyLog transparencyLog,
      LogSigner signer,
      Path directory)
      throws IOException {
    EthereumEndpoints endpoints =
        EthereumEndpoints.ofChain(configuration.endpoints(), configuration.chainId(), RPC_TIMEOUT);
    AccountKey key =
        AccountKey.fromKeyStore(
            configuration.keyStore(), Keys.password(configuration.keyStorePasswordFile()));
    EthereumAnchorChain chain =
        new EthereumAnchorChain(
            endpoints,
            key,
            new EthereumAddress(configuration.contract()),
            configuration.chainId(),
            configuration.fees());
    Anchorer anchorer =
        Anchorer.open(configuration.settings(), transparencyLog, signer, chain, directory);
    Thread.ofVirtual()
        .name("chain-check")
        .start(() -> check(chain, key, signer.identity().logId()));
    anchorer.start();
    return new Anchoring(configuration, endpoints, anchorer);
  }

  private static void check(EthereumAnchorChain chain, AccountKey key, Digest logId) {
    ChainCheck check = chain.check(logId);
    if (check instanceof ChainCheck.Ready) {
      log.info("anchoring with account {} in {}", key.address(), chain.contract());
    } else {
      log.error("not anchoring for now: {}", check.message());
    }
  }

  void logGrew() {
    anchorer.logGrew();
  }

  /** Leaves that an anchor in a block covers. */
  long anchoredSize() {
    return anchorer.status().includedSize();
  }

  /** How far a leaf has come. */
  AnchorState stateOf(long leafIndex) {
    return anchorer.stateOf(leafIndex);
  }

  /** The anchor in a block that covers a leaf, if there is one. */
  Optional<AnchorRecord> covering(long leafIndex) throws IOException {
    return anchorer.anchorCovering(leafIndex);
  }

  long chainId() {
    return configuration.chainId();
  }

  EthereumAddress contract() {
    return new EthereumAddress(configuration.contract());
  }

  /** The state for the status page. */
  Map<String, Object> status() {
    AnchorStatus status = anchorer.status();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("submitted", status.submittedSize());
    view.put("included", status.includedSize());
    view.put("final", status.finalSize());
    view.put("transactions", status.transactions());
    view.put("gasUsed", status.gasUsed());
    view.put("lastTransaction", status.lastTransaction().map(Object::toString).orElse(""));
    view.put("problem", status.problem().orElse(""));
    view.put("endpoints", status.endpoints().stream().map(Object::toString).toList());
    return view;
  }

  /** The state where nothing is anchored. */
  static Map<String, Object> none() {
    return Map.of("endpoints", List.of());
  }

  @Override
  public void close() throws IOException {
    anchorer.close();
    endpoints.close();
  }
}
