package org.sealgate.chain.roles;

/**
 * What the contract has on record for an account.
 *
 * @param name under which it was last appointed; empty for a patient and for who never was
 * @param role the role it was appointed to, PATIENT if it is not known
 * @param allowed false if it is suspended, removed or not known
 * @param known false if nobody has appointed it, or it was removed
 */
public record Permission(String name, Role role, boolean allowed, boolean known) {
  /** What the contract says of an account that nobody has named. */
  public static final Permission UNKNOWN = new Permission("", Role.PATIENT, false, false);

  /** The role in which the account may act now; PATIENT if unknown, removed or suspended. */
  public Role actingRole() {
    return allowed ? role : Role.PATIENT;
  }

  /** The state as people say it: allowed, suspended or not known. */
  public String state() {
    if (!known) {
      return name.isEmpty() ? "not known" : "removed";
    }
    return allowed ? "allowed" : "suspended";
  }
}
