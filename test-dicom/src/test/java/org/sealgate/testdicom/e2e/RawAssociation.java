package org.sealgate.testdicom.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sealgate.testdicom.process.Peer;

/** A TCP connection to a node on which any bytes can be sent. */
final class RawAssociation implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Socket socket;

  RawAssociation(Peer peer) throws IOException {
    socket = new Socket(peer.host(), peer.port());
    socket.setSoTimeout((int) LIMIT.toMillis());
  }

  /**
   * An A-ASSOCIATE-RQ PDU (PS3.8 9.3.2) for Verification in Implicit VR Little Endian, written here
   * byte by byte.
   */
  static byte[] associateRequest(String calledAeTitle, String callingAeTitle) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {0, 1, 0, 0});
    body.writeBytes(title(calledAeTitle));
    body.writeBytes(title(callingAeTitle));
    body.writeBytes(new byte[32]);
    body.writeBytes(item(0x10, ascii("1.2.840.10008.3.1.1.1")));
    ByteArrayOutputStream context = new ByteArrayOutputStream();
    context.writeBytes(new byte[] {1, 0, 0, 0});
    context.writeBytes(item(0x30, ascii("1.2.840.10008.1.1")));
    context.writeBytes(item(0x40, ascii("1.2.840.10008.1.2")));
    body.writeBytes(item(0x20, context.toByteArray()));
    ByteArrayOutputStream user = new ByteArrayOutputStream();
    user.writeBytes(item(0x51, new byte[] {0, 0, 0x40, 0}));
    user.writeBytes(item(0x52, ascii("2.25.1")));
    body.writeBytes(item(0x50, user.toByteArray()));
    return pdu(1, body.toByteArray());
  }

  private static byte[] pdu(int type, byte[] body) {
    ByteArrayOutputStream pdu = new ByteArrayOutputStream();
    pdu.writeBytes(new byte[] {(byte) type, 0, 0, 0, (byte) (body.length >> 8)});
    pdu.write(body.length);
    pdu.writeBytes(body);
    return pdu.toByteArray();
  }

  private static byte[] item(int type, byte[] value) {
    ByteArrayOutputStream item = new ByteArrayOutputStream();
    item.writeBytes(new byte[] {(byte) type, 0, (byte) (value.length >> 8)});
    item.write(value.length);
    item.writeBytes(value);
    return item.toByteArray();
  }

  private static byte[] title(String title) {
    return ascii(title + " ".repeat(16 - title.length()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends bytes; a peer that has hung up meanwhile is no error. */
  RawAssociation send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException _) {
      // The node need not listen to the end of garbage.
    }
    return this;
  }

  /** Says that nothing more comes. */
  RawAssociation endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * The next bytes of the answer, fewer if the peer closes before.
   *
   * @throws java.net.SocketTimeoutException if the peer neither answers nor closes in 20 s
   */
  byte[] read(int length) throws IOException {
    InputStream input = socket.getInputStream();
    try {
      return input.readNBytes(length);
    } catch (SocketException _) {
      return new byte[0]; // A reset is a close, too.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
