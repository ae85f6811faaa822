package org.sealgate.dimse.pdu;

/** What a user identity is made of (PS3.7 Table D.3-14). */
public enum UserIdentityType {
  USERNAME(1),
  USERNAME_AND_PASSCODE(2),
  KERBEROS_SERVICE_TICKET(3),
  SAML_ASSERTION(4),
  JSON_WEB_TOKEN(5);

  private final int code;

  UserIdentityType(int code) {
    this.code = code;
  }

  /** Returns the code on the wire. */
  public int code() {
    return code;
  }

  /**
   * Returns the type with a code.
   *
   * @throws IllegalArgumentException for a code other than 1 to 5
   */
  public static UserIdentityType ofCode(int code) {
    for (UserIdentityType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("User-identity-type is " + code + "; it must be 1 to 5");
  }
}
