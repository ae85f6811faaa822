package org.sealgate.chain.ethereum;

/** The roles of the contract {@code Roles}, in its order. */
public enum Role {
  /** Sees its own record; also every account that is not known. */
  PATIENT,
  /** Adds image hashes to records. */
  DOCTOR,
  /** Anchors; a modality or a node. */
  DEVICE,
  /** The hospital: appoints Doctors, Devices and Patients, anchors, keeps personal data. */
  HOST,
  /** Appoints Hosts. */
  GOVERNMENT;

  /** The role with this number in the contract. */
  static Role of(long number) {
    if (number < 0 || number >= values().length) {
      throw new IllegalArgumentException(
          "the contract has a role " + number + " that is unknown here");
    }
    return values()[(int) number];
  }
}
