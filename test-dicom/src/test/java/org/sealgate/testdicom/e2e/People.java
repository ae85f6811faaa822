package org.sealgate.testdicom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.roles.Role;
import org.sealgate.testdicom.process.AnvilProcess;
import org.sealgate.testdicom.process.HospitalChain;

/**
 * The people of a hospital on a chain, with their key stores, and the Host's hand on their roles.
 */
final class People implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PASSWORD = "test";

  /** Owns test ether, as the fourth account of the public test mnemonic. */
  private static final String DOCTOR =
      "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6";

  private final Map<String, AccountKey> keys = new LinkedHashMap<>();
  private final Path folder;
  private final HospitalChain chain;
  private final EthereumEndpoints endpoints;
  private final RolesContract roles;

  /** gov, host, node and doctor, who have ether; assistant and patient, who have none. */
  People(HospitalChain chain, Path folder) throws IOException {
    this.chain = chain;
    this.folder = Files.createDirectories(folder);
    List<String> rich = AnvilProcess.PRIVATE_KEYS;
    add("gov", AccountKey.fromPrivateKey(rich.get(0)));
    add("host", AccountKey.fromPrivateKey(rich.get(1)));
    add("node", AccountKey.fromPrivateKey(rich.get(2)));
    add("doctor", AccountKey.fromPrivateKey(DOCTOR));
    add("assistant", AccountKey.create());
    add("patient", AccountKey.create());
    Files.writeString(passwordFile(), PASSWORD + "\n");
    this.endpoints = EthereumEndpoints.of(List.of(chain.url()), LIMIT);
    this.roles = new RolesContract(endpoints, chain.contracts().roles().address());
  }

  private void add(String name, AccountKey key) {
    keys.put(name, key);
    try {
      key.writeKeyStore(keyStore(name), PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path keyStore(String name) {
    return folder.resolve(name + ".json");
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  EthereumAddress account(String name) {
    return key(name).address();
  }

  private AccountKey key(String name) {
    return Objects.requireNonNull(keys.get(name), () -> "nobody is called " + name);
  }

  /** The entries of {@code roles.accounts}, each with its key store. */
  List<Map<String, Object>> entries() {
    return keys.keySet().stream()
        .map(name ->
            Map.<String, Object>of(
                "name", name,
                "address", account(name).toString(),
                "key-store", keyStore(name).toString(),
                "key-store-password-file", passwordFile().toString()))
        .toList();
  }

  /** The Host appoints someone. */
  void appoint(String name, Role role) {
    try {
      roles.setPermission(
          key("host"), LIMIT, account(name), role == Role.PATIENT ? "" : "Dr. Grün", role, true);
    } catch (IOException | RevertedException e) {
      throw new IllegalStateException(name + " cannot be appointed", e);
    }
  }

  /** The Host takes someone's role away. */
  void dismiss(String name) {
    try {
      roles.removePermission(key("host"), LIMIT, account(name));
    } catch (IOException | RevertedException e) {
      throw new IllegalStateException(name + " cannot be dismissed", e);
    }
  }

  /** The chain they are on. */
  HospitalChain chain() {
    return chain;
  }

  @Override
  public void close() {
    endpoints.close();
  }
}
