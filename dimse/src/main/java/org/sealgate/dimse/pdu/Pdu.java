package org.sealgate.dimse.pdu;

/** A protocol data unit of the DICOM upper layer (PS3.8 9.3). */
public sealed interface Pdu
    permits Abort,
        AssociateAccept,
        AssociateReject,
        AssociateRequest,
        DataTransfer,
        ReleaseReply,
        ReleaseRequest {

  /** Bytes before the variable field: type, reserved, length (PS3.8 9.3.1). */
  int HEADER_LENGTH = 6;

  /** Returns the type in the first byte. */
  default PduType type() {
    return switch (this) {
      case AssociateRequest _ -> PduType.A_ASSOCIATE_RQ;
      case AssociateAccept _ -> PduType.A_ASSOCIATE_AC;
      case AssociateReject _ -> PduType.A_ASSOCIATE_RJ;
      case DataTransfer _ -> PduType.P_DATA_TF;
      case ReleaseRequest _ -> PduType.A_RELEASE_RQ;
      case ReleaseReply _ -> PduType.A_RELEASE_RP;
      case Abort _ -> PduType.A_ABORT;
    };
  }
}
