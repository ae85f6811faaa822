package org.sealgate.testdicom.bench.anchor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.ContractDeployer;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.testdicom.process.AnvilOptions;
import org.sealgate.testdicom.process.AnvilProcess;
import org.sealgate.testdicom.process.GanacheProcess;

/** A development chain with the contracts of a hospital on it, as it is named in the results. */
final class BenchChain implements AutoCloseable {
  static final long CHAIN_ID = 31337;
  static final Duration TIMEOUT = Duration.ofSeconds(60);
  static final AccountKey GOVERNMENT = key(0);
  static final AccountKey HOST = key(1);
  static final AccountKey NODE = key(2);

  private final String name;
  private final AutoCloseable process;
  private final EthereumEndpoints endpoints;
  private final ContractDeployer.Contracts contracts;

  private BenchChain(
      String name,
      AutoCloseable process,
      EthereumEndpoints endpoints,
      ContractDeployer.Contracts contracts) {
    this.name = name;
    this.process = process;
    this.endpoints = endpoints;
    this.contracts = contracts;
  }

  private static AccountKey key(int account) {
    return AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(account));
  }

  /** Opens a chain. */
  interface Kind {
    BenchChain open(Path folder) throws IOException, RevertedException;
  }

  /** A block for each transaction. */
  static BenchChain anvilInstant(Path folder) throws IOException, RevertedException {
    AnvilProcess anvil = AnvilProcess.start(AnvilOptions.INSTANT, Files.createDirectories(folder));
    return deploy("anvil-instant", anvil, anvil.url());
  }

  /** A block a second. */
  static BenchChain anvilSeconds(Path folder) throws IOException, RevertedException {
    AnvilOptions options = new AnvilOptions(Duration.ofSeconds(1), false, List.of());
    AnvilProcess anvil = AnvilProcess.start(options, Files.createDirectories(folder));
    return deploy("anvil-1s", anvil, anvil.url());
  }

  /** What the original scheme was measured on: Ganache with ten accounts. */
  static BenchChain ganache(Path folder) throws IOException, RevertedException {
    GanacheProcess ganache = GanacheProcess.start(Files.createDirectories(folder));
    return deploy("ganache", ganache, ganache.url());
  }

  private static BenchChain deploy(String name, AutoCloseable process, URI url)
      throws IOException, RevertedException {
    EthereumEndpoints endpoints = EthereumEndpoints.ofChain(List.of(url), CHAIN_ID, TIMEOUT);
    boolean ready = false;
    try {
      ContractDeployer.Contracts contracts =
          new ContractDeployer(endpoints, TIMEOUT).deployAll(GOVERNMENT, HOST, NODE.address());
      ready = true;
      return new BenchChain(name, process, endpoints, contracts);
    } finally {
      if (!ready) {
        endpoints.close();
        stop(process);
      }
    }
  }

  String name() {
    return name;
  }

  EthereumEndpoints endpoints() {
    return endpoints;
  }

  ContractDeployer.Contracts contracts() {
    return contracts;
  }

  private static void stop(AutoCloseable process) throws IOException {
    try {
      process.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the chain does not end", e);
    }
  }

  @Override
  public void close() throws IOException {
    endpoints.close();
    stop(process);
  }
}
