package org.sealgate.dimse.association;

import org.sealgate.dimse.pdu.PduType;

/** The nineteen events that drive an association (PS3.8 Table 9-10, first column). */
enum UpperLayerEvent {
  EVT1("A-ASSOCIATE request primitive"),
  EVT2("Transport connection confirmation"),
  EVT3("A-ASSOCIATE-AC PDU received"),
  EVT4("A-ASSOCIATE-RJ PDU received"),
  EVT5("Transport connection indication"),
  EVT6("A-ASSOCIATE-RQ PDU received"),
  EVT7("A-ASSOCIATE response primitive, accept"),
  EVT8("A-ASSOCIATE response primitive, reject"),
  EVT9("P-DATA request primitive"),
  EVT10("P-DATA-TF PDU received"),
  EVT11("A-RELEASE request primitive"),
  EVT12("A-RELEASE-RQ PDU received"),
  EVT13("A-RELEASE-RP PDU received"),
  EVT14("A-RELEASE response primitive"),
  EVT15("A-ABORT request primitive"),
  EVT16("A-ABORT PDU received"),
  EVT17("Transport connection closed indication"),
  EVT18("ARTIM timer expired"),
  EVT19("Unrecognized or invalid PDU received");

  private final String description;

  UpperLayerEvent(String description) {
    this.description = description;
  }

  /** The standard's words for the event. */
  String description() {
    return description;
  }

  /** The event that the arrival of a PDU is. */
  static UpperLayerEvent received(PduType type) {
    return switch (type) {
      case A_ASSOCIATE_AC -> EVT3;
      case A_ASSOCIATE_RJ -> EVT4;
      case A_ASSOCIATE_RQ -> EVT6;
      case P_DATA_TF -> EVT10;
      case A_RELEASE_RQ -> EVT12;
      case A_RELEASE_RP -> EVT13;
      case A_ABORT -> EVT16;
    };
  }
}
