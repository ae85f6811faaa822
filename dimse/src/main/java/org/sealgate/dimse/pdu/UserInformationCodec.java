package org.sealgate.dimse.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user information sub-items on the wire (PS3.7 Annex D.3.3, PS3.8 D.1). */
final class UserInformationCodec {
  private UserInformationCodec() {}

  static void encode(FieldWriter out, UserInformationItem item) {
    int secondByte =
        item instanceof SopClassCommonExtendedNegotiation common ? common.version() : 0;
    out.item(item.itemType(), secondByte, () -> encodeContent(out, item));
  }

  private static void encodeContent(FieldWriter out, UserInformationItem item) {
    switch (item) {
      case MaximumLength(long bytes) -> out.unsignedInt(bytes);
      case ImplementationClassUid(String uid) -> out.text(uid);
      case ImplementationVersionName(String name) -> out.text(name);
      case AsynchronousOperationsWindow(int invoked, int performed) ->
          out.unsignedShort(invoked).unsignedShort(performed);
      case RoleSelection(String uid, boolean scu, boolean scp) ->
          out.counted(uid).unsignedByte(scu ? 1 : 0).unsignedByte(scp ? 1 : 0);
      case SopClassExtendedNegotiation(String uid, OctetString information) ->
          out.counted(uid).octets(information.toByteArray());
      case SopClassCommonExtendedNegotiation common -> encodeCommon(out, common);
      case UserIdentityRequest identity ->
          out.unsignedByte(identity.type().code())
              .unsignedByte(identity.positiveResponseRequested() ? 1 : 0)
              .counted(identity.primaryField().toByteArray())
              .counted(identity.secondaryField().toByteArray());
      case UserIdentityResponse(OctetString response) -> out.counted(response.toByteArray());
      case UnknownUserInformation(int _, OctetString content) -> out.octets(content.toByteArray());
    }
  }

  private static void encodeCommon(FieldWriter out, SopClassCommonExtendedNegotiation common) {
    out.counted(common.sopClassUid()).counted(common.serviceClassUid());
    FieldWriter related = new FieldWriter();
    common.relatedGeneralSopClassUids().forEach(related::counted);
    out.counted(related.toByteArray());
  }

  static UserInformation decode(FieldReader in) throws PduFormatException {
    List<UserInformationItem> items = new ArrayList<>();
    while (in.hasRemaining()) {
      int type = in.unsignedByte("Item-type");
      int secondByte = in.unsignedByte("Reserved");
      int length = in.unsignedShort("Item-length");
      FieldReader content = in.nested("User information sub-item 0x%02X".formatted(type), length);
      decodeItem(type, secondByte, content).ifPresent(items::add);
    }
    return new UserInformation(items);
  }

  private static Optional<UserInformationItem> decodeItem(int type, int secondByte, FieldReader in)
      throws PduFormatException {
    try {
      Optional<UserInformationItem> item = decodeContent(type, secondByte, in);
      in.expectEnd();
      return item;
    } catch (IllegalArgumentException invalid) {
      throw new PduFormatException(in.structure(), invalid);
    }
  }

  private static Optional<UserInformationItem> decodeContent(
      int type, int secondByte, FieldReader in) throws PduFormatException {
    return switch (type) {
      case 0x51 -> Optional.of(new MaximumLength(in.unsignedInt("Maximum-length-received")));
      case 0x52 -> implementationClassUid(in);
      case 0x53 ->
          Optional.of(
              new AsynchronousOperationsWindow(
                  in.unsignedShort("Maximum-number-operations-invoked"),
                  in.unsignedShort("Maximum-number-operations-performed")));
      case 0x54 -> Optional.of(roleSelection(in));
      case 0x55 -> implementationVersionName(in);
      case 0x56 ->
          Optional.of(new SopClassExtendedNegotiation(countedUid(in, "SOP-class-uid"), in.rest()));
      case 0x57 -> Optional.of(commonExtendedNegotiation(secondByte, in));
      case 0x58 -> Optional.of(userIdentityRequest(in));
      case 0x59 -> Optional.of(new UserIdentityResponse(countedOctets(in, "Server-response")));
      default -> Optional.of(new UnknownUserInformation(type, in.rest()));
    };
  }

  /** Some senders have the item without a value; what it would say is for logs only. */
  private static Optional<UserInformationItem> implementationClassUid(FieldReader in)
      throws PduFormatException {
    String uid = in.restAsText("Implementation-class-uid");
    return uid.isEmpty() ? Optional.empty() : Optional.of(new ImplementationClassUid(uid));
  }

  /** As with the UID; names longer than the standard allows are sent too, and are cut. */
  private static Optional<UserInformationItem> implementationVersionName(FieldReader in)
      throws PduFormatException {
    String name =
        in.restAsText("Implementation-version-name", ImplementationVersionName.MAXIMUM_LENGTH);
    return name.isEmpty() ? Optional.empty() : Optional.of(new ImplementationVersionName(name));
  }

  private static RoleSelection roleSelection(FieldReader in) throws PduFormatException {
    return new RoleSelection(
        countedUid(in, "SOP-class-uid"),
        in.unsignedByte("SCU-role") == 1,
        in.unsignedByte("SCP-role") == 1);
  }

  private static SopClassCommonExtendedNegotiation commonExtendedNegotiation(
      int version, FieldReader in) throws PduFormatException {
    String sopClassUid = countedUid(in, "SOP-class-uid");
    String serviceClassUid = countedUid(in, "Service-class-uid");
    int length = in.unsignedShort("Related-general-sop-class-identification-length");
    FieldReader related = in.nested("Related-general-sop-class-identification", length);
    List<String> relatedUids = new ArrayList<>();
    while (related.hasRemaining()) {
      relatedUids.add(countedUid(related, "Related-general-sop-class-uid"));
    }
    // Later versions may append fields after those of version 0; they are to be ignored.
    in.rest();
    return new SopClassCommonExtendedNegotiation(
        version, sopClassUid, serviceClassUid, relatedUids);
  }

  private static UserIdentityRequest userIdentityRequest(FieldReader in) throws PduFormatException {
    return new UserIdentityRequest(
        UserIdentityType.ofCode(in.unsignedByte("User-identity-type")),
        in.unsignedByte("Positive-response-requested") == 1,
        countedOctets(in, "Primary-field"),
        countedOctets(in, "Secondary-field"));
  }

  private static String countedUid(FieldReader in, String field) throws PduFormatException {
    return in.text(field, in.unsignedShort(field + "-length"));
  }

  private static OctetString countedOctets(FieldReader in, String field) throws PduFormatException {
    return in.octets(field, in.unsignedShort(field + "-length"));
  }
}
