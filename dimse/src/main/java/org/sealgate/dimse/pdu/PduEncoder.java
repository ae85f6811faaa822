package org.sealgate.dimse.pdu;

import java.nio.ByteBuffer;
import java.util.List;

/** Encodes PDUs (PS3.8 9.3), big endian, lengths computed, reserved fields zero. */
public final class PduEncoder {
  private PduEncoder() {}

  /**
   * Returns the whole PDU, header included, between position 0 and the limit.
   *
   * @throws IllegalArgumentException if an item does not fit its 16-bit length
   */
  public static ByteBuffer encode(Pdu pdu) {
    FieldWriter out = new FieldWriter();
    out.unsignedByte(pdu.type().code()).zeros(1).unsignedInt(0);
    switch (pdu) {
      case AssociateRequest request -> associateRequest(out, request);
      case AssociateAccept accept -> associateAccept(out, accept);
      case AssociateReject reject ->
          out.zeros(1)
              .unsignedByte(reject.result().code())
              .unsignedByte(reject.source().code())
              .unsignedByte(reject.reason());
      case DataTransfer data -> data.presentationDataValues().forEach(value -> value(out, value));
      case ReleaseRequest _, ReleaseReply _ -> out.zeros(4);
      case Abort abort ->
          out.zeros(2).unsignedByte(abort.source().code()).unsignedByte(abort.reason());
    }
    return out.finishPdu();
  }

  private static void associateRequest(FieldWriter out, AssociateRequest request) {
    fixedFields(out, request.protocolVersion(), request.echoedFields());
    out.item(0x10, () -> out.text(request.applicationContextName()));
    request.presentationContexts().forEach(context -> proposal(out, context));
    userInformation(out, request.userInformation());
  }

  private static void associateAccept(FieldWriter out, AssociateAccept accept) {
    fixedFields(out, accept.protocolVersion(), accept.echoedFields());
    out.item(0x10, () -> out.text(accept.applicationContextName()));
    accept.presentationContexts().forEach(context -> result(out, context));
    userInformation(out, accept.userInformation());
  }

  private static void fixedFields(FieldWriter out, int version, EchoedFields echoed) {
    out.unsignedShort(version).zeros(2).octets(echoed.octets().toByteArray());
  }

  private static void proposal(FieldWriter out, PresentationContextProposal context) {
    out.item(
        0x20,
        () -> {
          out.unsignedByte(context.id()).zeros(3);
          out.item(0x30, () -> out.text(context.abstractSyntax()));
          context.transferSyntaxes().forEach(uid -> out.item(0x40, () -> out.text(uid)));
        });
  }

  private static void result(FieldWriter out, PresentationContextResult context) {
    out.item(
        0x21,
        () -> {
          out.unsignedByte(context.id()).zeros(1).unsignedByte(context.result().code()).zeros(1);
          // The sub-item is there in any case; its value means nothing in a refusal (9.3.3.2).
          out.item(0x40, () -> out.text(context.acceptedTransferSyntax().orElse("")));
        });
  }

  private static void userInformation(FieldWriter out, UserInformation information) {
    List<UserInformationItem> items = information.items();
    out.item(0x50, () -> items.forEach(item -> UserInformationCodec.encode(out, item)));
  }

  private static void value(FieldWriter out, PresentationDataValue value) {
    out.unsignedInt(value.fragment().length() + 2L)
        .unsignedByte(value.presentationContextId())
        .unsignedByte(value.messageControlHeader())
        .octets(value.fragment().toByteArray());
  }
}
