package org.sealgate.chain.ethereum;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sealgate.chain.anchor.AnchorSettings;
import org.sealgate.chain.anchor.Anchorer;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.Leaf;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;

/** A hospital's chain side: contracts on anvil, a log on disk, and what anchors it. */
public final class Hospital implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Path directory;
  private final TransparencyLog log;
  private final LogSigner signer;
  private final ContractDeployer.Contracts contracts;
  private final EthereumEndpoints endpoints;
  private final List<Leaf> leaves = new ArrayList<>();

  private Hospital(
      Path directory,
      TransparencyLog log,
      LogSigner signer,
      ContractDeployer.Contracts contracts,
      EthereumEndpoints endpoints) {
    this.directory = directory;
    this.log = log;
    this.signer = signer;
    this.contracts = contracts;
    this.endpoints = endpoints;
  }

  /**
   * Deploys the contracts and opens a log; the endpoints after the first are for anchoring only.
   */
  public static Hospital open(Path directory, URI... urls) throws IOException, RevertedException {
    ContractDeployer.Contracts contracts = deploy(urls[0]);
    return new Hospital(
        directory,
        TransparencyLog.open(directory.resolve("log")),
        LogSigner.loadOrCreate(directory.resolve("key"), "log.hospital.example"),
        contracts,
        EthereumEndpoints.of(List.of(urls), TIMEOUT));
  }

  /** Puts the contracts on a chain. */
  public static ContractDeployer.Contracts deploy(URI url) throws IOException, RevertedException {
    try (EthereumEndpoints endpoints = EthereumEndpoints.of(List.of(url), TIMEOUT)) {
      return new ContractDeployer(endpoints, TIMEOUT)
          .deployAll(TestAccounts.GOVERNMENT, TestAccounts.HOST, TestAccounts.NODE.address());
    }
  }

  /** Adds leaves to the log. */
  public void receive(int count) throws IOException {
    List<Digest> hashes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Digest digest = Digest.sha256(new byte[] {(byte) leaves.size()});
      Leaf leaf =
          Leaf.create(digest, digest, digest, "2.25." + leaves.size(), java.time.Instant.now());
      leaves.add(leaf);
      hashes.add(leaf.leafHash());
    }
    log.append(hashes);
  }

  /** Log mode, a quick look at the chain. */
  public static AnchorSettings settings(int confirmations) {
    return new AnchorSettings(
        AnchorSettings.Mode.LOG, confirmations, Duration.ZERO, POLL, 3, 1_000_000_000_000L);
  }

  /** What anchors this log; start and close it. */
  public Anchorer anchorer(AnchorSettings settings) throws IOException {
    return Anchorer.open(settings, log, signer, chain(), directory.resolve("anchors"));
  }

  /** The registry with the node's account. */
  public EthereumAnchorChain chain() {
    return new EthereumAnchorChain(endpoints, TestAccounts.NODE, registry(), AnvilProcess.CHAIN_ID);
  }

  /** How the chain is reached. */
  public EthereumEndpoints endpoints() {
    return endpoints;
  }

  /** Address of the AnchorRegistry. */
  public EthereumAddress registry() {
    return contracts.anchorRegistry().address();
  }

  /** The contracts. */
  public ContractDeployer.Contracts contracts() {
    return contracts;
  }

  /** The log. */
  public TransparencyLog log() {
    return log;
  }

  /** The log's key. */
  public LogSigner signer() {
    return signer;
  }

  /** The leaf at this index. */
  public Leaf leaf(int index) {
    return leaves.get(index);
  }

  @Override
  public void close() throws IOException {
    log.close();
    endpoints.close();
  }
}
