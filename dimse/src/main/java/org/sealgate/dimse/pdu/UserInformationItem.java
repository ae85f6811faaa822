package org.sealgate.dimse.pdu;

/** A sub-item of the User Information Item (PS3.7 Annex D.3.3, PS3.8 D.1). */
public sealed interface UserInformationItem
    permits AsynchronousOperationsWindow,
        ImplementationClassUid,
        ImplementationVersionName,
        MaximumLength,
        RoleSelection,
        SopClassCommonExtendedNegotiation,
        SopClassExtendedNegotiation,
        UnknownUserInformation,
        UserIdentityRequest,
        UserIdentityResponse {

  /** Returns the item type in the first byte. */
  default int itemType() {
    return switch (this) {
      case MaximumLength _ -> 0x51;
      case ImplementationClassUid _ -> 0x52;
      case AsynchronousOperationsWindow _ -> 0x53;
      case RoleSelection _ -> 0x54;
      case ImplementationVersionName _ -> 0x55;
      case SopClassExtendedNegotiation _ -> 0x56;
      case SopClassCommonExtendedNegotiation _ -> 0x57;
      case UserIdentityRequest _ -> 0x58;
      case UserIdentityResponse _ -> 0x59;
      case UnknownUserInformation unknown -> unknown.type();
    };
  }
}
