package org.sealgate.dimse.association;

/** The actions of the state machine (PS3.8 Tables 9-6 to 9-9) and the state that each leads to. */
enum UpperLayerAction {
  // Association establishment, Table 9-6.
  AE_1("Issue TRANSPORT CONNECT request", UpperLayerState.STA4),
  AE_2("Send A-ASSOCIATE-RQ PDU", UpperLayerState.STA5),
  AE_3("Issue A-ASSOCIATE confirmation (accept)", UpperLayerState.STA6),
  AE_4("Issue A-ASSOCIATE confirmation (reject), close connection", UpperLayerState.STA1),
  AE_5("Issue transport connection response, start ARTIM", UpperLayerState.STA2),
  /** Sta3 if the service provider can accept the request, else A-ASSOCIATE-RJ and Sta13. */
  AE_6("Stop ARTIM, issue A-ASSOCIATE indication or send RJ", UpperLayerState.STA3),
  AE_7("Send A-ASSOCIATE-AC PDU", UpperLayerState.STA6),
  AE_8("Send A-ASSOCIATE-RJ PDU, start ARTIM", UpperLayerState.STA13),
  // Data transfer, Table 9-7.
  DT_1("Send P-DATA-TF PDU", UpperLayerState.STA6),
  DT_2("Issue P-DATA indication", UpperLayerState.STA6),
  // Association release, Table 9-8.
  AR_1("Send A-RELEASE-RQ PDU", UpperLayerState.STA7),
  AR_2("Issue A-RELEASE indication", UpperLayerState.STA8),
  AR_3("Issue A-RELEASE confirmation, close connection", UpperLayerState.STA1),
  AR_4("Send A-RELEASE-RP PDU, start ARTIM", UpperLayerState.STA13),
  AR_5("Stop ARTIM", UpperLayerState.STA1),
  AR_6("Issue P-DATA indication", UpperLayerState.STA7),
  AR_7("Send P-DATA-TF PDU", UpperLayerState.STA8),
  /** Sta9 for the association requestor, Sta10 for the acceptor. */
  AR_8("Issue A-RELEASE indication (release collision)", UpperLayerState.STA9),
  AR_9("Send A-RELEASE-RP PDU", UpperLayerState.STA11),
  AR_10("Issue A-RELEASE confirmation", UpperLayerState.STA12),
  // Association abort, Table 9-9.
  AA_1("Send A-ABORT PDU (service-user source), start ARTIM", UpperLayerState.STA13),
  AA_2("Stop ARTIM, close connection", UpperLayerState.STA1),
  AA_3("Issue A-ABORT or A-P-ABORT indication, close connection", UpperLayerState.STA1),
  AA_4("Issue A-P-ABORT indication", UpperLayerState.STA1),
  AA_5("Stop ARTIM", UpperLayerState.STA1),
  AA_6("Ignore PDU", UpperLayerState.STA13),
  AA_7("Send A-ABORT PDU", UpperLayerState.STA13),
  AA_8(
      "Send A-ABORT PDU (service-provider source), issue A-P-ABORT, start ARTIM",
      UpperLayerState.STA13);

  private final String description;
  private final UpperLayerState next;

  UpperLayerAction(String description, UpperLayerState next) {
    this.description = description;
    this.next = next;
  }

  /** The standard's words for the action. */
  String description() {
    return description;
  }

  /** The state after this action for one side of the association. */
  UpperLayerState next(boolean requestor) {
    return this == AR_8 && !requestor ? UpperLayerState.STA10 : next;
  }
}
