package org.sealgate.chain.record;

import org.sealgate.chain.anchor.EthereumAddress;

/** What a record says of its patient: the account, and the personal values in cipher. */
public final class Profile {
  private final EthereumAddress account;
  private final byte[] birthday;
  private final byte[] contact;

  /**
   * Copies the ciphertexts.
   *
   * @param account the patient's account
   * @param birthday ciphertext, empty where none was set
   * @param contact ciphertext, empty where none was set
   */
  public Profile(EthereumAddress account, byte[] birthday, byte[] contact) {
    this.account = account;
    this.birthday = birthday.clone();
    this.contact = contact.clone();
  }

  /** The patient's account. */
  public EthereumAddress account() {
    return account;
  }

  /** The ciphertext of a value; empty where none was set. */
  public byte[] ciphertext(PersonalField field) {
    return switch (field) {
      case BIRTHDAY -> birthday.clone();
      case CONTACT -> contact.clone();
    };
  }
}
