package org.sealgate.dimse.pdu;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes PDUs (PS3.8 9.3). Reserved fields are not tested, items of unknown type are passed over
 * (9.3.1), everything else must be as the standard says.
 */
public final class PduDecoder {
  private PduDecoder() {}

  /**
   * Decodes a whole PDU, header included, that fills the buffer from position to limit.
   *
   * @throws PduFormatException naming the field and the limit that was broken
   */
  public static Pdu decode(ByteBuffer pdu) throws PduFormatException {
    FieldReader in = new FieldReader(pdu, "PDU");
    int code = in.unsignedByte("PDU-type");
    PduType type =
        PduType.ofCode(code)
            .orElseThrow(() ->
                new PduFormatException(
                    AbortReason.UNRECOGNIZED_PDU, "PDU-type 0x%02X is unknown".formatted(code)));
    in.skip("Reserved", 1);
    long length = in.unsignedInt("PDU-length");
    if (length != pdu.remaining() - Pdu.HEADER_LENGTH) {
      throw new PduFormatException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE,
          "%s: PDU-length is %d, %d bytes are there"
              .formatted(type, length, pdu.remaining() - Pdu.HEADER_LENGTH));
    }
    return decodeBody(type, pdu.slice(pdu.position() + Pdu.HEADER_LENGTH, (int) length));
  }

  /**
   * Decodes the variable field of a PDU, which is all that is between position and limit.
   *
   * @throws PduFormatException naming the field and the limit that was broken
   */
  public static Pdu decodeBody(PduType type, ByteBuffer body) throws PduFormatException {
    FieldReader in = new FieldReader(body, type.toString());
    try {
      Pdu pdu =
          switch (type) {
            case A_ASSOCIATE_RQ -> associateRequest(in);
            case A_ASSOCIATE_AC -> associateAccept(in);
            case A_ASSOCIATE_RJ -> associateReject(in);
            case P_DATA_TF -> dataTransfer(in);
            case A_RELEASE_RQ -> {
              in.skip("Reserved", 4);
              yield new ReleaseRequest();
            }
            case A_RELEASE_RP -> {
              in.skip("Reserved", 4);
              yield new ReleaseReply();
            }
            case A_ABORT -> abort(in);
          };
      in.expectEnd();
      return pdu;
    } catch (IllegalArgumentException invalid) {
      throw new PduFormatException(type.toString(), invalid);
    }
  }

  private static AssociateReject associateReject(FieldReader in) throws PduFormatException {
    in.skip("Reserved", 1);
    return new AssociateReject(
        RejectResult.ofCode(in.unsignedByte("Result")),
        RejectSource.ofCode(in.unsignedByte("Source")),
        in.unsignedByte("Reason/Diag."));
  }

  private static Abort abort(FieldReader in) throws PduFormatException {
    in.skip("Reserved", 2);
    return new Abort(
        AbortSource.ofCode(in.unsignedByte("Source")), in.unsignedByte("Reason/Diag."));
  }

  private static DataTransfer dataTransfer(FieldReader in) throws PduFormatException {
    List<PresentationDataValue> values = new ArrayList<>();
    while (in.hasRemaining()) {
      long length = in.unsignedInt("PDV Item-length");
      if (length < 2 || length > Integer.MAX_VALUE) {
        throw new PduFormatException(
            AbortReason.INVALID_PDU_PARAMETER_VALUE,
            "P_DATA_TF: PDV Item-length is " + length + "; it must be at least 2 and fit the PDU");
      }
      int contextId = in.unsignedByte("Presentation-context-ID");
      int control = in.unsignedByte("Message Control Header");
      values.add(
          new PresentationDataValue(
              contextId,
              (control & PresentationDataValue.COMMAND_BIT) != 0,
              (control & PresentationDataValue.LAST_BIT) != 0,
              in.octets("Presentation-data-value", (int) length - 2)));
    }
    return new DataTransfer(values);
  }

  private static AssociateRequest associateRequest(FieldReader in) throws PduFormatException {
    int version = in.unsignedShort("Protocol-version");
    in.skip("Reserved", 2);
    EchoedFields echoed = echoedFields(in);
    List<PresentationContextProposal> contexts = new ArrayList<>();
    Items items = Items.read(in, 0x20, context -> contexts.add(proposal(context)));
    return new AssociateRequest(
        version,
        new AeTitle(echoed.calledAeTitle()),
        new AeTitle(echoed.callingAeTitle()),
        items.applicationContext(),
        contexts,
        items.userInformation(),
        echoed);
  }

  private static AssociateAccept associateAccept(FieldReader in) throws PduFormatException {
    int version = in.unsignedShort("Protocol-version");
    in.skip("Reserved", 2);
    EchoedFields echoed = echoedFields(in);
    List<PresentationContextResult> contexts = new ArrayList<>();
    Items items = Items.read(in, 0x21, context -> contexts.add(result(context)));
    return new AssociateAccept(
        version, echoed, items.applicationContext(), contexts, items.userInformation());
  }

  private static EchoedFields echoedFields(FieldReader in) throws PduFormatException {
    return new EchoedFields(in.octets("Called-AE-title and what follows", EchoedFields.LENGTH));
  }

  private static PresentationContextProposal proposal(FieldReader in) throws PduFormatException {
    int id = in.unsignedByte("Presentation-context-ID");
    in.skip("Reserved", 3);
    String abstractSyntax = null;
    List<String> transferSyntaxes = new ArrayList<>();
    while (in.hasRemaining()) {
      SubItem item = SubItem.read(in);
      if (item.type() == 0x30 && abstractSyntax != null) {
        throw new PduFormatException(
            AbortReason.UNEXPECTED_PDU_PARAMETER,
            "Presentation context " + id + " has two abstract syntaxes; exactly one is allowed");
      } else if (item.type() == 0x30) {
        abstractSyntax = item.content().restAsText("Abstract-syntax-name");
      } else if (item.type() == 0x40) {
        transferSyntaxes.add(item.content().restAsText("Transfer-syntax-name"));
      }
    }
    return new PresentationContextProposal(
        id, require(abstractSyntax, "Abstract Syntax Sub-Item"), transferSyntaxes);
  }

  private static PresentationContextResult result(FieldReader in) throws PduFormatException {
    int id = in.unsignedByte("Presentation-context-ID");
    in.skip("Reserved", 1);
    ContextResult result = ContextResult.ofCode(in.unsignedByte("Result/Reason"));
    in.skip("Reserved", 1);
    String transferSyntax = null;
    while (in.hasRemaining()) {
      SubItem item = SubItem.read(in);
      if (item.type() == 0x40) {
        transferSyntax = item.content().restAsText("Transfer-syntax-name");
      }
    }
    return new PresentationContextResult(id, result, transferSyntax);
  }

  private static <T> T require(@Nullable T value, String item) throws PduFormatException {
    if (value == null) {
      throw new PduFormatException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE, item + " is missing; exactly one is needed");
    }
    return value;
  }

  /** One item: type, its content confined to the declared length. */
  private record SubItem(int type, FieldReader content) {
    static SubItem read(FieldReader in) throws PduFormatException {
      int type = in.unsignedByte("Item-type");
      in.skip("Reserved", 1);
      int length = in.unsignedShort("Item-length");
      return new SubItem(type, in.nested("Item 0x%02X".formatted(type), length));
    }
  }

  private interface ContextReader {
    void read(FieldReader context) throws PduFormatException;
  }

  /** The variable items of A-ASSOCIATE-RQ and -AC other than the presentation contexts. */
  private record Items(String applicationContext, UserInformation userInformation) {
    static Items read(FieldReader in, int contextType, ContextReader contexts)
        throws PduFormatException {
      String applicationContext = null;
      UserInformation userInformation = null;
      while (in.hasRemaining()) {
        SubItem item = SubItem.read(in);
        if (item.type() == contextType) {
          contexts.read(item.content());
        } else if (item.type() == 0x10) {
          applicationContext = item.content().restAsText("Application-context-name");
        } else if (item.type() == 0x50) {
          userInformation = UserInformationCodec.decode(item.content());
        }
      }
      return new Items(
          require(applicationContext, "Application Context Item"),
          require(userInformation, "User Information Item"));
    }
  }
}
