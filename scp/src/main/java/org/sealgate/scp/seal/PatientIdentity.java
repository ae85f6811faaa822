package org.sealgate.scp.seal;

/**
 * Who a patient is to the hospital.
 *
 * @param id Patient ID (0010,0020) without padding; empty where there is none
 * @param issuer Issuer of Patient ID (0010,0021) without padding; empty where there is none
 */
public record PatientIdentity(String id, String issuer) {
  /** An instance without Patient ID. */
  public static final PatientIdentity NONE = new PatientIdentity("", "");

  /** Strips what is padding in DICOM. */
  public PatientIdentity {
    id = id.strip();
    issuer = issuer.strip();
  }

  /** Says nothing of the person: identifiers do not belong in logs. */
  @Override
  public String toString() {
    return "PatientIdentity[" + (id.isEmpty() ? "none" : "known") + "]";
  }
}
