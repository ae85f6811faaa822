package org.sealgate.dimse.pdu;

/**
 * User Identity sub-item of a request, 58H (PS3.7 D.3.3.7.1).
 *
 * @param type what the fields are
 * @param positiveResponseRequested whether the acceptor shall answer with a {@link
 *     UserIdentityResponse}
 * @param primaryField user name in UTF-8, ticket, assertion or token
 * @param secondaryField passcode in UTF-8, empty unless the type is user name and passcode
 */
public record UserIdentityRequest(
    UserIdentityType type,
    boolean positiveResponseRequested,
    OctetString primaryField,
    OctetString secondaryField)
    implements UserInformationItem {
  public UserIdentityRequest {
    checkLength("Primary-field", primaryField);
    checkLength("Secondary-field", secondaryField);
    if (type != UserIdentityType.USERNAME_AND_PASSCODE && secondaryField.length() > 0) {
      throw new IllegalArgumentException("Secondary-field is only for user name and passcode");
    }
  }

  static void checkLength(String field, OctetString value) {
    if (value.length() > 0xFFFF) {
      throw new IllegalArgumentException(
          "%s has %d bytes; at most 65535 are allowed".formatted(field, value.length()));
    }
  }

  /** Returns the type only: names, passcodes and tokens do not belong in logs. */
  @Override
  public String toString() {
    return "UserIdentityRequest[type=" + type + "]";
  }
}
