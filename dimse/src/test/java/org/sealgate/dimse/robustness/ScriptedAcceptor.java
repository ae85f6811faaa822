package org.sealgate.dimse.robustness;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduDecoder;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.service.CommandSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An acceptor that gives one requestor the answers of {@link ScriptedSession}, with a damage. */
final class ScriptedAcceptor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptedAcceptor.class);
  private static final int PATIENCE_MILLIS = 60_000;

  private final ServerSocket listener;
  private final Damage damage;
  private final Thread answering;
  private int messageId;

  ScriptedAcceptor(Damage damage) throws IOException {
    this.damage = damage;
    this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    this.answering = Thread.ofVirtual().start(this::answerAll);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void answerAll() {
    try (Socket socket = listener.accept()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (ScriptedSession.AnsweredPdu asked : ScriptedSession.AnsweredPdu.values()) {
        readRequest(in, asked);
        if (!answer(socket, asked)) {
          return;
        }
      }
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // The requestor, or the test at its end, closed the connection: what the test looks at.
      LOG.debug("{}: {}", damage, gone.toString());
    }
  }

  /** Up to the PDU that asks for the answer: of a C-STORE the end of its data set. */
  private void readRequest(DataInputStream in, ScriptedSession.AnsweredPdu asked)
      throws IOException {
    boolean complete = false;
    while (!complete) {
      Pdu pdu = readPdu(in);
      complete =
          !(pdu instanceof DataTransfer data)
              || isEnd(data.presentationDataValues().getLast(), asked);
    }
  }

  private Pdu readPdu(DataInputStream in) throws IOException {
    byte[] header = in.readNBytes(Pdu.HEADER_LENGTH);
    if (header.length < Pdu.HEADER_LENGTH) {
      throw new EOFException("The requestor closed the connection");
    }
    byte[] pdu = Arrays.copyOf(header, header.length + ByteBuffer.wrap(header).getInt(2));
    in.readFully(pdu, header.length, pdu.length - header.length);
    return PduDecoder.decode(ByteBuffer.wrap(pdu));
  }

  private boolean isEnd(PresentationDataValue value, ScriptedSession.AnsweredPdu asked)
      throws IOException {
    if (value.command() && value.last()) {
      messageId = CommandSet.decode(ByteBuffer.wrap(value.fragment().toByteArray())).messageId();
    }
    return value.last() && value.command() == (asked != ScriptedSession.AnsweredPdu.STORE);
  }

  /** Whether there is to be another answer. */
  private boolean answer(Socket socket, ScriptedSession.AnsweredPdu asked) throws IOException {
    byte[] answer = ScriptedSession.answer(asked, messageId);
    if (asked != damage.answer()) {
      socket.getOutputStream().write(answer);
      return true;
    }
    return switch (damage.kind()) {
      case FLIPPED -> {
        answer[damage.index()] ^= (byte) damage.mask();
        socket.getOutputStream().write(answer);
        yield true;
      }
      case CLOSED -> {
        socket.getOutputStream().write(Arrays.copyOf(answer, damage.index()));
        yield false;
      }
      case SILENT -> {
        socket.getOutputStream().write(Arrays.copyOf(answer, damage.index()));
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        yield false;
      }
    };
  }

  @Override
  public void close() throws IOException {
    listener.close();
    answering.interrupt();
  }
}
