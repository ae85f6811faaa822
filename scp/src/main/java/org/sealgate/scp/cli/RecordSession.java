package org.sealgate.scp.cli;

import java.io.IOException;
import java.util.Map;
import org.sealgate.chain.anchor.EthereumAddress;
import org.sealgate.chain.ethereum.AccountKey;
import org.sealgate.chain.ethereum.ContractDeployer;
import org.sealgate.chain.ethereum.EthereumEndpoints;
import org.sealgate.chain.ethereum.PatientRecordContract;
import org.sealgate.chain.ethereum.RevertedException;
import org.sealgate.chain.ethereum.RolesContract;
import org.sealgate.chain.roles.Permission;

/**
 * A patient's record, and someone who writes or reads it.
 *
 * @param endpoints how the chain is reached
 * @param contract the record
 * @param key of who acts
 */
record RecordSession(EthereumEndpoints endpoints, PatientRecordContract contract, AccountKey key)
    implements AutoCloseable {

  /** Something done with a record. */
  @FunctionalInterface
  interface Action<T> {
    T on(PatientRecordContract contract) throws IOException, RevertedException;
  }

  /** Opens a record by its address or the patient's name. */
  static RecordSession open(ChainOptions chain, String record)
      throws IOException, CommandFailedException {
    AccountKey key = chain.key();
    EthereumAddress address = chain.record(record);
    EthereumEndpoints endpoints = chain.open();
    return new RecordSession(endpoints, new PatientRecordContract(endpoints, address), key);
  }

  /** Makes a record and prints where it is. */
  static int create(ChainOptions chain, EthereumAddress patient)
      throws IOException, CommandFailedException {
    AccountKey key = chain.key();
    try (EthereumEndpoints endpoints = chain.open()) {
      ContractDeployer.Deployment deployment =
          new ContractDeployer(endpoints, chain.timeout())
              .deployPatientRecord(key, chain.rolesContract(), patient);
      Output.print(
          chain.json,
          Map.of(
              "record", deployment.address().toString(),
              "block", deployment.blockNumber(),
              "gas", deployment.gasUsed()));
      return 0;
    } catch (RevertedException e) {
      throw CommandFailedException.refused(e);
    }
  }

  /**
   * Does something with the record.
   *
   * @throws CommandFailedException if the contract refuses; it says why, and what the actor is
   */
  <T> T ask(Action<T> action) throws IOException, CommandFailedException {
    try {
      return action.on(contract);
    } catch (RevertedException refused) {
      throw new CommandFailedException(
          "the contract refuses: " + refused.getMessage() + "; " + standing());
    }
  }

  /** What the actor is to the record's Roles now: it explains most refusals. */
  private String standing() throws IOException {
    Permission permission =
        new RolesContract(endpoints, contract.roles()).permissionOf(key.address());
    String name = permission.name().isEmpty() ? "" : " \"" + permission.name() + "\"";
    String role = permission.known() ? " as " + permission.role().word() : "";
    return "account" + name + " " + key.address() + " is " + permission.state() + role;
  }

  @Override
  public void close() {
    endpoints.close();
  }
}
