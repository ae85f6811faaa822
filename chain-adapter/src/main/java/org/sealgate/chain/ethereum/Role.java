package org.sealgate.chain.ethereum;

/** The roles of the contract {@code Roles}, in its order. */
public enum Role {
  /** Sees its own record; also every account that is not known. */
  PATIENT(0),
  /** Adds image hashes to records. */
  DOCTOR(1),
  /** Anchors; a modality or a node. */
  DEVICE(2),
  /** The hospital: appoints Doctors, Devices and Patients, anchors, keeps personal data. */
  HOST(3),
  /** Appoints Hosts. */
  GOVERNMENT(4);

  private final int number;

  Role(int number) {
    this.number = number;
  }

  /** The role's number in the contract. */
  int number() {
    return number;
  }

  /** The role with this number in the contract. */
  static Role of(long number) {
    for (Role role : values()) {
      if (role.number == number) {
        return role;
      }
    }
    throw new IllegalArgumentException("the contract has a role " + number + ", unknown here");
  }
}
