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

  /** Returns a user name (type 1), without anything that proves it. */
  public static UserIdentityRequest ofUserName(String name) {
    return of(UserIdentityType.USERNAME, OctetString.ofUtf8(name), OctetString.EMPTY);
  }

  /** Returns a user name with a passcode (type 2); readable on the wire unless TLS is used. */
  public static UserIdentityRequest ofUserNameAndPasscode(String name, String passcode) {
    return of(
        UserIdentityType.USERNAME_AND_PASSCODE,
        OctetString.ofUtf8(name),
        OctetString.ofUtf8(passcode));
  }

  /** Returns a Kerberos service ticket (type 3, RFC 4120). */
  public static UserIdentityRequest ofKerberosServiceTicket(OctetString ticket) {
    return of(UserIdentityType.KERBEROS_SERVICE_TICKET, ticket, OctetString.EMPTY);
  }

  /** Returns a SAML assertion (type 4), an XML document. */
  public static UserIdentityRequest ofSamlAssertion(String assertion) {
    return of(UserIdentityType.SAML_ASSERTION, OctetString.ofUtf8(assertion), OctetString.EMPTY);
  }

  /** Returns a JSON Web Token (type 5, RFC 7519) in its compact form. */
  public static UserIdentityRequest ofJsonWebToken(String token) {
    return of(UserIdentityType.JSON_WEB_TOKEN, OctetString.ofUtf8(token), OctetString.EMPTY);
  }

  private static UserIdentityRequest of(
      UserIdentityType type, OctetString primaryField, OctetString secondaryField) {
    return new UserIdentityRequest(type, false, primaryField, secondaryField);
  }

  /** Returns this identity with the wish that the acceptor confirm it. */
  public UserIdentityRequest withPositiveResponseRequested() {
    return new UserIdentityRequest(type, true, primaryField, secondaryField);
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
