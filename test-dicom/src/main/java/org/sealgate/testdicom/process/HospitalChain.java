package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.sealgate.chain.anchor.ChainUnavailableException;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.ContractDeployer;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.RevertedException;

/**
 * An anvil with the contracts of a hospital on it, and a key store file of the node's account,
 * which may anchor.
 */
public final class HospitalChain implements AutoCloseable {
  private static final String PASSWORD = "test";
  private static final Duration RPC_LIMIT = Duration.ofSeconds(10);
  private static final Duration BLOCK_LIMIT = Duration.ofSeconds(60);

  private final AnvilProcess anvil;
  private final Path folder;
  private final ContractDeployer.Contracts contracts;

  private HospitalChain(AnvilProcess anvil, Path folder, ContractDeployer.Contracts contracts) {
    this.anvil = anvil;
    this.folder = folder;
    this.contracts = contracts;
  }

  /**
   * Starts anvil, deploys Roles and AnchorRegistry, and writes the node's key store.
   *
   * @param folder existing folder for anvil's state and log, key store and password
   * @throws MissingToolException when anvil is not installed
   * @throws IOException if the chain does not take the contracts, or a file cannot be written
   */
  public static HospitalChain start(AnvilOptions options, Path folder) throws IOException {
    AnvilProcess anvil = AnvilProcess.start(options, folder);
    boolean ready = false;
    try {
      AccountKey node = AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(2));
      ContractDeployer.Contracts contracts = deploy(anvil, node);
      HospitalChain chain = new HospitalChain(anvil, folder, contracts);
      node.writeKeyStore(chain.keyStore(), PASSWORD);
      Files.writeString(chain.passwordFile(), PASSWORD + "\n");
      ready = true;
      return chain;
    } finally {
      if (!ready) {
        anvil.close();
      }
    }
  }

  private static ContractDeployer.Contracts deploy(AnvilProcess anvil, AccountKey node)
      throws IOException {
    AccountKey government = AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(0));
    AccountKey host = AccountKey.fromPrivateKey(AnvilProcess.PRIVATE_KEYS.get(1));
    try (EthereumEndpoints endpoints = EthereumEndpoints.of(List.of(anvil.url()), RPC_LIMIT)) {
      return new ContractDeployer(endpoints, BLOCK_LIMIT)
          .deployAll(government, host, node.address());
    } catch (ChainUnavailableException | RevertedException e) {
      throw new IOException("the contracts cannot be deployed: " + e.getMessage(), e);
    }
  }

  /** The chain's node, to be killed and restarted. */
  public AnvilProcess anvil() {
    return anvil;
  }

  /** Where JSON-RPC is served. */
  public URI url() {
    return anvil.url();
  }

  /** The chain's id (EIP-155). */
  public long chainId() {
    try {
      return Long.decode(anvil.call("eth_chainId").asText());
    } catch (IOException e) {
      throw new UncheckedIOException("anvil does not say its chain id", e);
    }
  }

  /** Address of the AnchorRegistry, in hexadecimal with {@code 0x}. */
  public String anchorRegistry() {
    return contracts.anchorRegistry().address().toString();
  }

  /** What was deployed. */
  public ContractDeployer.Contracts contracts() {
    return contracts;
  }

  /** Key store file of the node's account. */
  public Path keyStore() {
    return folder.resolve("ethereum.json");
  }

  /** File with the password of the key store. */
  public Path passwordFile() {
    return folder.resolve("ethereum.pass");
  }

  @Override
  public void close() {
    anvil.close();
  }
}
