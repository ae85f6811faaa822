package org.sealgate.dimse.pdu;

/**
 * User Identity sub-item of an answer, 59H (PS3.7 D.3.3.7.2).
 *
 * @param serverResponse empty for user names, else the ticket, assertion or token in answer
 */
public record UserIdentityResponse(OctetString serverResponse) implements UserInformationItem {
  public UserIdentityResponse {
    UserIdentityRequest.checkLength("Server-response", serverResponse);
  }

  /** Returns the length only: tickets and tokens do not belong in logs. */
  @Override
  public String toString() {
    return "UserIdentityResponse[" + serverResponse.length() + " bytes]";
  }
}
