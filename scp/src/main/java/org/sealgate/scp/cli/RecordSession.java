package org.sealgate.scp.cli;

import java.io.IOException;
import org.sealgate.chain.ethereum.AccountKey;
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
