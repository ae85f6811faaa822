package org.sealgate.scp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.record.RecipientKey;

/**
 * Roles on Ethereum. Without a contract they decide nothing: the lists of peers do.
 *
 * @param contract address of the contract {@code Roles}; empty turns roles off
 * @param endpoints JSON-RPC addresses, tried in order
 * @param chainId the chain's id (EIP-155); empty if no chain is configured
 * @param firstBlock where the search for events begins, at most the contract's block
 * @param pollInterval how often the newest block is asked for
 * @param maximumStale how long the last known roles hold while the chain cannot be reached
 * @param accounts accounts by names that people use
 * @param users who may prove to be whom (PS3.7 D.3.3.7)
 * @param patients whose record an account sees
 */
public record RolesConfiguration(
    Optional<EthereumAddress> contract,
    List<URI> endpoints,
    OptionalLong chainId,
    long firstBlock,
    Duration pollInterval,
    Duration maximumStale,
    List<NamedAccount> accounts,
    List<User> users,
    List<PatientAccount> patients) {
  /** Copies the lists. */
  public RolesConfiguration {
    endpoints = List.copyOf(endpoints);
    accounts = List.copyOf(accounts);
    users = List.copyOf(users);
    patients = List.copyOf(patients);
  }

  /** The account that people call by this name. */
  public Optional<NamedAccount> account(String name) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  /**
   * An account by the name that people use at the command line and elsewhere in the configuration.
   *
   * @param name such as {@code host}
   * @param address the account
   * @param keyStore a web3j key store file with its key, if it acts from here
   * @param passwordFile the file with the key store's password
   * @param publicKey for whom personal values are enciphered
   * @param record a patient's contract {@code PatientRecord}
   */
  public record NamedAccount(
      String name,
      EthereumAddress address,
      Optional<Path> keyStore,
      Optional<Path> passwordFile,
      Optional<RecipientKey> publicKey,
      Optional<EthereumAddress> record) {}

  /**
   * A user who logs in at a workstation.
   *
   * @param name as the workstation sends it
   * @param account in whose role the user acts
   * @param passcode a salted hash, see {@code sealgate roles passcode}
   */
  public record User(String name, EthereumAddress account, String passcode) {}

  /**
   * Whose record an account with the role of a patient sees. It is known here and nowhere on the
   * chain.
   *
   * @param account the patient's account
   * @param patientId Patient ID (0010,0020)
   * @param issuer Issuer of Patient ID (0010,0021); empty where the hospital has but one
   */
  public record PatientAccount(EthereumAddress account, String patientId, String issuer) {}
}
