package org.sealgate.scp.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.scp.config.RolesConfiguration;
import org.sealgate.scp.config.RolesConfiguration.NamedAccount;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of every command about a chain: which one, and as whom. What is not given comes from
 * the section {@code roles} of the configuration, which is read only if it is needed.
 */
final class ChainOptions {
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);

  @Mixin ConfigurationOption file = new ConfigurationOption();

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description =
          "JSON-RPC address; may be given more than once (default: from the configuration)")
  List<URI> endpoints = List.of();

  @Option(
      names = "--contract",
      paramLabel = "0x...",
      description = "the contract Roles (default: from the configuration)")
  @Nullable String contract;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "who acts: a name in roles.accounts with a key store")
  @Nullable String actor;

  @Option(names = "--key-store", paramLabel = "FILE", description = "or the actor's key store ...")
  @Nullable Path keyStore;

  @Option(names = "--password-file", paramLabel = "FILE", description = "... and its password")
  @Nullable Path passwordFile;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "how long to wait for a block (default: ${DEFAULT-VALUE})")
  int timeoutSeconds = 60;

  @Option(names = "--json", description = "print one line of JSON")
  boolean json;

  private @Nullable RolesConfiguration configuration;

  private RolesConfiguration configuration() {
    if (configuration == null) {
      configuration = file.read().roles();
    }
    return configuration;
  }

  /** Something asked of a chain, or changed on it. */
  @FunctionalInterface
  interface Action<T> {
    T on(EthereumEndpoints endpoints) throws IOException, CommandFailedException, RevertedException;
  }

  /**
   * Does something with the chain.
   *
   * @throws CommandFailedException if a contract refuses; it says why
   */
  <T> T ask(Action<T> action) throws IOException, CommandFailedException {
    try (EthereumEndpoints endpoints = open()) {
      return action.on(endpoints);
    } catch (RevertedException e) {
      throw CommandFailedException.refused(e);
    }
  }

  /** The contract Roles on a chain that was reached. */
  RolesContract roles(EthereumEndpoints endpoints) throws CommandFailedException {
    return new RolesContract(endpoints, rolesContract());
  }

  /** How the chain is reached; to be closed. */
  EthereumEndpoints open() throws CommandFailedException {
    List<URI> urls = endpoints.isEmpty() ? configuration().endpoints() : endpoints;
    if (urls.isEmpty()) {
      throw new CommandFailedException(
          "no chain: give --rpc, or roles.endpoints in the configuration");
    }
    try {
      return EthereumEndpoints.of(urls, RPC_TIMEOUT);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--rpc: " + e.getMessage());
    }
  }

  /** The contract Roles. */
  EthereumAddress rolesContract() throws CommandFailedException {
    if (contract != null) {
      return address("--contract", contract);
    }
    return configuration()
        .contract()
        .orElseThrow(() ->
            new CommandFailedException(
                "no contract: give --contract, or roles.contract in the configuration"));
  }

  /** Where events of the contract begin. */
  long firstBlock() {
    return contract == null ? configuration().firstBlock() : 0;
  }

  /** The key of who acts. */
  AccountKey key() throws IOException, CommandFailedException {
    if (keyStore != null) {
      return open(keyStore, Optional.ofNullable(passwordFile), "--password-file");
    }
    if (actor == null) {
      throw new CommandFailedException("who acts? Give --as NAME, or --key-store FILE");
    }
    NamedAccount account = named(actor);
    Path store =
        account
            .keyStore()
            .orElseThrow(
                () -> new CommandFailedException("roles.accounts has no key-store for " + actor));
    AccountKey key = open(store, account.passwordFile(), "key-store-password-file");
    if (!key.address().equals(account.address())) {
      throw new CommandFailedException(
          store
              + " is of account "
              + key.address()
              + ", but "
              + actor
              + " is "
              + account.address());
    }
    return key;
  }

  static AccountKey open(Path store, Optional<Path> passwordFile, String option)
      throws IOException, CommandFailedException {
    Path password =
        passwordFile.orElseThrow(() -> new CommandFailedException("the key store needs " + option));
    List<String> lines = Files.readAllLines(password);
    if (lines.isEmpty()) {
      throw new CommandFailedException("password file " + password + " is empty");
    }
    return AccountKey.fromKeyStore(store, lines.getFirst());
  }

  /** How long to wait for a block. */
  Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** An account by its address or its name in the configuration. */
  EthereumAddress account(String text) throws CommandFailedException {
    return text.startsWith("0x") ? address("ACCOUNT", text) : named(text).address();
  }

  /** A patient's record by its address or the patient's name in the configuration. */
  EthereumAddress record(String text) throws CommandFailedException {
    if (text.startsWith("0x")) {
      return address("RECORD", text);
    }
    return named(text)
        .record()
        .orElseThrow(() -> new CommandFailedException("roles.accounts has no record for " + text));
  }

  /** An account of the configuration. */
  NamedAccount named(String name) throws CommandFailedException {
    return configuration()
        .account(name)
        .orElseThrow(() ->
            new CommandFailedException(
                "\""
                    + name
                    + "\" is neither an address nor a name in roles.accounts of "
                    + file.file));
  }

  private static EthereumAddress address(String what, String text) throws CommandFailedException {
    try {
      return new EthereumAddress(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(what + ": " + e.getMessage());
    }
  }
}
