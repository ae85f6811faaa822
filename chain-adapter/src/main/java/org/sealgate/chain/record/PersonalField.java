package org.sealgate.chain.record;

import java.util.Locale;

/** The personal values of a record. */
public enum PersonalField {
  /** The patient's date of birth. */
  BIRTHDAY,
  /** How the patient is reached. */
  CONTACT;

  /** The field's name in commands and in what its ciphertext is bound to. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
