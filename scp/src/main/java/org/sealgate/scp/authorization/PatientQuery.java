package org.sealgate.scp.authorization;

import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.scp.relay.QueryRestriction;
import org.sealgate.scp.seal.PatientIdentity;

/**
 * A patient's C-FIND: the Patient ID is the patient's own whatever was asked for, and a response
 * passes only if it says that it is of this patient.
 *
 * @param patient has an id
 */
public record PatientQuery(PatientIdentity patient) implements QueryRestriction {
  /** Refuses a patient without an id, whose query would match everyone's. */
  public PatientQuery {
    if (patient.id().isEmpty()) {
      throw new IllegalArgumentException("the patient has no Patient ID");
    }
  }

  @Override
  public DataSet constrain(DataSet identifier) {
    identifier.putString(Tag.PATIENT_ID, patient.id());
    if (!patient.issuer().isEmpty()) {
      identifier.putString(Tag.ISSUER_OF_PATIENT_ID, patient.issuer());
    }
    return identifier;
  }

  /** A response without an issuer is of the hospital's own numbers. */
  @Override
  public boolean mayPass(DataSet response) {
    PatientIdentity found =
        new PatientIdentity(
            response.getString(Tag.PATIENT_ID, ""),
            response.getString(Tag.ISSUER_OF_PATIENT_ID, ""));
    return found.id().equals(patient.id())
        && (patient.issuer().isEmpty()
            || found.issuer().isEmpty()
            || found.issuer().equals(patient.issuer()));
  }
}
