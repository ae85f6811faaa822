package org.sealgate.dimse.pdu;

/**
 * Presentation Data Value item (PS3.8 9.3.5.1 and Annex E.2): bytes 1–4 item length, 5 context id,
 * 6 message control header, then the fragment.
 *
 * @param presentationContextId odd, 1 to 255
 * @param command bit 0 of the control header: a command set's fragment, else a data set's
 * @param last bit 1 of the control header: the last fragment of it
 * @param fragment the bytes of the fragment
 */
public record PresentationDataValue(
    int presentationContextId, boolean command, boolean last, OctetString fragment) {

  /** Bytes before the fragment: item length, context id, message control header. */
  public static final int HEADER_LENGTH = 6;

  /** Bit 0 of the message control header (PS3.8 E.2). */
  public static final int COMMAND_BIT = 0x01;

  /** Bit 1 of the message control header (PS3.8 E.2). */
  public static final int LAST_BIT = 0x02;

  public PresentationDataValue {
    PresentationContextProposal.checkId(presentationContextId);
  }

  /** Returns the message control header. */
  public int messageControlHeader() {
    return (command ? COMMAND_BIT : 0) | (last ? LAST_BIT : 0);
  }
}
