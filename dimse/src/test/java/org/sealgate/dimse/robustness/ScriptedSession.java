package org.sealgate.dimse.robustness;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sealgate.dimse.association.RawPeer;
import org.sealgate.dimse.association.TestPeers;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduDecoder;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.ReleaseReply;
import org.sealgate.dimse.pdu.ReleaseRequest;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.service.CommandFormatException;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/**
 * The bytes of one small session as both sides send them: an association of two presentation
 * contexts, a C-ECHO, a C-STORE of 22 bytes, and the release.
 */
final class ScriptedSession {
  private static final int ECHO_CONTEXT = 1;
  private static final int STORE_CONTEXT = 3;
  private static final int ECHO_MESSAGE = 1;
  private static final int STORE_MESSAGE = 2;

  /** Explicit VR Little Endian: (0008,0018) UI "1.2.3\0" and (0010,0020) LO "A-1 ". */
  private static final byte[] DATA_SET = {
    8, 0, 0x18, 0, 'U', 'I', 6, 0, '1', '.', '2', '.', '3', 0, 0x10, 0, 0x20, 0, 'L', 'O', 4, 0,
    'A', '-', '1', ' '
  };

  private ScriptedSession() {}

  /** All that the requestor sends, as if it did not wait for answers. */
  static byte[] requestorBytes() {
    return inFragmentsOf(Integer.MAX_VALUE);
  }

  /** The same with fragments of so many bytes, each in a PDU of its own. */
  static byte[] inFragmentsOf(int length) {
    List<Pdu> pdus = new ArrayList<>(List.of(associateRequest()));
    CommandSet echo = Commands.echoRequest().withMessageId(ECHO_MESSAGE);
    CommandSet store = storeRequest().withMessageId(STORE_MESSAGE);
    fragments(ECHO_CONTEXT, true, echo.encode().array(), length).forEach(pdus::add);
    fragments(STORE_CONTEXT, true, store.encode().array(), length).forEach(pdus::add);
    fragments(STORE_CONTEXT, false, DATA_SET, length).forEach(pdus::add);
    pdus.add(new ReleaseRequest());
    return joined(pdus);
  }

  /** The A-ASSOCIATE-RQ alone. */
  static byte[] associateBytes() {
    return joined(List.of(associateRequest()));
  }

  private static List<Pdu> fragments(int context, boolean command, byte[] bytes, int length) {
    List<Pdu> pdus = new ArrayList<>();
    int start = 0;
    while (start < bytes.length) {
      int end = start + Math.min(length, bytes.length - start);
      pdus.add(
          new DataTransfer(
              List.of(
                  new PresentationDataValue(
                      context,
                      command,
                      end == bytes.length,
                      OctetString.of(Arrays.copyOfRange(bytes, start, end))))));
      start = end;
    }
    return pdus;
  }

  /** What the acceptor answers; a response to a message of this id. */
  static byte[] answer(AnsweredPdu asked, int messageId) {
    return joined(
        List.of(
            switch (asked) {
              case ASSOCIATE -> associateAccept();
              case ECHO -> success(ECHO_CONTEXT, Commands.echoRequest(), messageId);
              case STORE -> success(STORE_CONTEXT, storeRequest(), messageId);
              case RELEASE -> new ReleaseReply();
            }));
  }

  private static Pdu success(int context, CommandSet request, int messageId) {
    CommandSet response = Commands.response(request.withMessageId(messageId), Status.SUCCESS);
    return fragments(context, true, response.encode().array(), Integer.MAX_VALUE).getFirst();
  }

  /** What a requestor waits for an answer to, in the order of a session. */
  enum AnsweredPdu {
    ASSOCIATE,
    ECHO,
    STORE,
    RELEASE
  }

  private static AssociateRequest associateRequest() {
    return RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT);
  }

  private static AssociateAccept associateAccept() {
    return AssociateAccept.of(
        associateRequest(),
        List.of(
            PresentationContextResult.accepted(ECHO_CONTEXT, TestPeers.IMPLICIT_VR_LITTLE_ENDIAN),
            PresentationContextResult.accepted(STORE_CONTEXT, TestPeers.EXPLICIT_VR_LITTLE_ENDIAN)),
        new UserInformation(List.of(new MaximumLength(16384))));
  }

  private static CommandSet storeRequest() {
    return Commands.storeRequest(StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"));
  }

  /** The PDUs of a stream, which must be whole. */
  static List<Pdu> split(byte[] stream) throws PduFormatException {
    List<Pdu> pdus = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(stream);
    while (bytes.hasRemaining()) {
      int length = Pdu.HEADER_LENGTH + bytes.getInt(bytes.position() + 2);
      pdus.add(PduDecoder.decode(bytes.slice(bytes.position(), length)));
      bytes.position(bytes.position() + length);
    }
    return pdus;
  }

  /** The command set in a P-DATA-TF of one fragment. */
  static CommandSet command(Pdu pdu) throws CommandFormatException {
    byte[] command =
        ((DataTransfer) pdu).presentationDataValues().getFirst().fragment().toByteArray();
    return CommandSet.decode(ByteBuffer.wrap(command));
  }

  private static byte[] joined(List<Pdu> pdus) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Pdu pdu : pdus) {
      ByteBuffer encoded = PduEncoder.encode(pdu);
      byte[] piece = new byte[encoded.remaining()];
      encoded.get(piece);
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }
}
