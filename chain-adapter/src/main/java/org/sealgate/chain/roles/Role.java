package org.sealgate.chain.roles;

import java.util.Locale;

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
  public int number() {
    return number;
  }

  /**
   * The role with this number in the contract.
   *
   * @throws IllegalArgumentException if the contract has more roles than this program
   */
  public static Role of(long number) {
    for (Role role : values()) {
      if (role.number == number) {
        return role;
      }
    }
    throw new IllegalArgumentException("the contract has a role " + number + ", unknown here");
  }

  /** The role as people write it: {@code doctor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
