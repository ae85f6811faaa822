package org.sealgate.dimse.association;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AbortReason;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.AssociateReject;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduFormatException;
import org.sealgate.dimse.pdu.PduType;

/** Opens associations: the requestor's side of establishment (PS3.8 9.2.2, Sta4 and Sta5). */
public final class AssociationConnector {
  private final ConnectOptions options;
  private final AssociateRequest request;
  private final UpperLayer upperLayer;
  private final PduReader pdus;

  private AssociationConnector(ConnectOptions options, Transport transport, ByteBuffer buffer) {
    this.options = options;
    this.request =
        AssociateRequest.of(
            options.calledAeTitle(),
            options.callingAeTitle(),
            options.presentationContexts(),
            options.userInformation());
    LimitCounters counters = new LimitCounters();
    this.upperLayer = new UpperLayer(transport, true, options.timeouts(), counters);
    this.pdus =
        new PduReader(
            new ReceiveBuffer(transport, upperLayer.watch(), buffer), options.limits(), counters);
  }

  /**
   * Connects, requests the association and waits for the answer.
   *
   * @throws AssociationRejectedException if the peer answered A-ASSOCIATE-RJ
   * @throws AssociationAbortedException if it answered A-ABORT
   * @throws AssociationTimeoutException if it did not connect or answer in time
   * @throws IOException if the connection failed
   * @throws IllegalArgumentException if no presentation context is proposed
   */
  public static Association connect(ConnectOptions options) throws IOException {
    Transport transport = open(options);
    ByteBuffer buffer = BufferPool.SHARED.take(ReaderThreads.receiveBufferLength(options.limits()));
    boolean established = false;
    try {
      AssociationConnector connector = new AssociationConnector(options, transport, buffer);
      Association association = connector.establish();
      established = true;
      connector.read(association, buffer);
      return association;
    } finally {
      if (!established) {
        transport.close();
        BufferPool.SHARED.give(buffer);
      }
    }
  }

  private static Transport open(ConnectOptions options) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
      if (address.isUnresolved()) {
        throw new UnknownHostException(options.host());
      }
      channel.socket().connect(address, Math.toIntExact(options.timeouts().connect().toMillis()));
      TlsSettings tls = options.tls();
      return tls == null
          ? new SocketTransport(channel)
          : TlsTransport.client(channel, tls, options.host());
    } catch (SocketTimeoutException timeout) {
      channel.close();
      throw new AssociationTimeoutException(
          LimitKind.CONNECT_TIME,
          "No connection to %s:%d within %d ms"
              .formatted(options.host(), options.port(), options.timeouts().connect().toMillis()));
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private Association establish() throws IOException {
    upperLayer.request(UpperLayerEvent.EVT1, null);
    upperLayer.watch().start();
    upperLayer.watch().awaitAssociateAnswer(true);
    try {
      upperLayer.request(UpperLayerEvent.EVT2, request);
      Pdu answer = readAnswer();
      upperLayer.watch().awaitAssociateAnswer(false);
      return established(answer);
    } catch (PduFormatException invalid) {
      upperLayer.invalid(invalid);
      upperLayer.close();
      throw invalid;
    } catch (IOException failure) {
      upperLayer.transportClosed(failure);
      IOException cause = upperLayer.cause();
      throw cause == null ? failure : cause;
    }
  }

  private Pdu readAnswer() throws IOException {
    PduType type = pdus.nextHeader();
    if (type == PduType.P_DATA_TF) {
      throw new PduFormatException(
          AbortReason.UNEXPECTED_PDU, "P_DATA_TF received where A_ASSOCIATE_AC was expected");
    }
    return pdus.readBody(type);
  }

  private Association established(Pdu answer) throws IOException {
    upperLayer.received(UpperLayerEvent.received(answer.type()));
    return switch (answer) {
      case AssociateAccept accept -> accepted(accept);
      case AssociateReject reject -> throw new AssociationRejectedException(reject);
      case Abort abort -> throw new AssociationAbortedException(abort, true);
      default -> throw upperLayer.ended();
    };
  }

  private Association accepted(AssociateAccept accept) throws IOException {
    if (!Negotiated.isUsable(accept.userInformation().maximumLength())) {
      throw new PduFormatException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE,
          "A_ASSOCIATE_AC: Maximum-length-received is "
              + accept.userInformation().maximumLength()
              + "; at least 8 are needed");
    }
    return new Association(
        upperLayer,
        upperLayer.transport().peer(),
        Negotiated.of(true, request, accept),
        options.limits(),
        options.timeouts());
  }

  private void read(Association association, ByteBuffer buffer) {
    AssociationReader reader =
        new AssociationReader(association, options.session(), upperLayer, pdus, options.limits());
    Thread _ =
        ReaderThreads.start(
            "dimse-" + association,
            () -> {
              try {
                reader.run();
              } finally {
                BufferPool.SHARED.give(buffer);
              }
            });
  }
}
