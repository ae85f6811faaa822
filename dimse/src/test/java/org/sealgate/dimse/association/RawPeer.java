package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduDecoder;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;

/** A peer that says exactly what a test wants it to say, right or wrong. */
public final class RawPeer implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;

  public RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    // A peer that never answers shall fail the test, not hang it.
    socket.setSoTimeout(20_000);
    this.in = new DataInputStream(socket.getInputStream());
  }

  public static RawPeer connect(DicomServer server) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), server.port()));
  }

  /** A peer whose association was accepted, with the contexts of {@link #request}. */
  public static RawPeer associated(DicomServer server) throws IOException {
    RawPeer peer = connect(server);
    peer.send(request(1, Uids.DICOM_APPLICATION_CONTEXT));
    assertThat(peer.receive()).isInstanceOf(AssociateAccept.class);
    return peer;
  }

  public static RawPeer accept(ServerSocket listener) throws IOException {
    return new RawPeer(listener.accept());
  }

  public static AssociateRequest request(int protocolVersion, String applicationContext) {
    return new AssociateRequest(
        protocolVersion,
        TestPeers.CALLED,
        TestPeers.CALLING,
        applicationContext,
        List.of(
            new PresentationContextProposal(
                1, Commands.VERIFICATION_SOP_CLASS, List.of(TestPeers.IMPLICIT_VR_LITTLE_ENDIAN)),
            new PresentationContextProposal(
                3, TestPeers.CT_IMAGE_STORAGE, List.of(TestPeers.EXPLICIT_VR_LITTLE_ENDIAN))),
        new UserInformation(List.of(new MaximumLength(16384))));
  }

  public void send(Pdu pdu) throws IOException {
    ByteBuffer encoded = PduEncoder.encode(pdu);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    send(bytes);
  }

  /** A whole command set in one PDU. */
  public void send(int contextId, CommandSet command) throws IOException {
    OctetString bytes = OctetString.of(command.encode().array());
    send(new DataTransfer(List.of(new PresentationDataValue(contextId, true, true, bytes))));
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next PDU, whole. */
  public Pdu receive() throws IOException {
    byte[] header = in.readNBytes(Pdu.HEADER_LENGTH);
    if (header.length < Pdu.HEADER_LENGTH) {
      throw new IOException("The stream ended after " + header.length + " bytes of a header");
    }
    int length = ByteBuffer.wrap(header).getInt(2);
    byte[] pdu = new byte[Pdu.HEADER_LENGTH + length];
    System.arraycopy(header, 0, pdu, 0, header.length);
    in.readFully(pdu, Pdu.HEADER_LENGTH, length);
    return PduDecoder.decode(ByteBuffer.wrap(pdu));
  }

  /** Whether the other side has closed and everything it sent was read. */
  public boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
