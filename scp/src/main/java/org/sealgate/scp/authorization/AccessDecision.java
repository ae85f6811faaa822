package org.sealgate.scp.authorization;

import java.util.Optional;
import org.sealgate.scp.seal.PatientIdentity;

/** Whether a caller may use a service. */
public sealed interface AccessDecision {
  /**
   * It may.
   *
   * @param only the patient whose record alone it may see; empty for anyone's
   */
  record Allowed(Optional<PatientIdentity> only) implements AccessDecision {
    /** For anyone's record. */
    public static Allowed forAll() {
      return new Allowed(Optional.empty());
    }
  }

  /**
   * It may not.
   *
   * @param reason for people and the audit trail
   * @param mayChange whether it is only not known at the moment, so that trying again may help
   */
  record Denied(String reason, boolean mayChange) implements AccessDecision {
    /** For good, as far as is known. */
    public static Denied because(String reason) {
      return new Denied(reason, false);
    }
  }
}
