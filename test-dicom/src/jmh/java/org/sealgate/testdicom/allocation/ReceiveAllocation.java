package org.sealgate.testdicom.allocation;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.MaximumLength;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.PresentationContextProposal;
import org.sealgate.dimse.pdu.PresentationContextResult;
import org.sealgate.dimse.pdu.UserInformation;
import org.sealgate.dimse.service.Status;

/**
 * One C-STORE from its first byte to its response, for data sets from 1 KiB to 64 MiB. With {@code
 * -prof gc} the figure that counts is {@code gc.alloc.rate.norm}, in bytes for each: it must not
 * grow with the data set. The sender is a socket and bytes encoded before, and allocates nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@NullUnmarked
public class ReceiveAllocation {
  private static final int PDU_LENGTH = AssociationLimits.DEFAULT.maximumPduLength();
  private static final int CONTEXT = 1;

  /** Length of the data set in bytes. */
  @Param({"1024", "65536", "1048576", "8388608", "67108864"})
  public long bytes;

  private final ByteBuffer answer = ByteBuffer.allocateDirect(64 << 10);
  private DicomServer server;
  private SocketChannel modality;
  private StoreRequestBytes request;

  /** Starts the receiver, which reads everything and keeps nothing, and opens an association. */
  @Setup
  public void open() throws IOException {
    server =
        DicomServer.start(
            ServerOptions.onLoopback(0),
            (proposed, peer) ->
                new AssociationDecision.Accept(
                    List.of(
                        PresentationContextResult.accepted(
                            CONTEXT, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())),
                    (association, store) -> {
                      store.requireDataSet().skip();
                      store.respond(Status.SUCCESS);
                    }));
    modality = SocketChannel.open(server.address());
    modality.setOption(StandardSocketOptions.TCP_NODELAY, true);
    modality.write(PduEncoder.encode(associateRequest()));
    receivePdu();
    request = new StoreRequestBytes(CONTEXT, bytes, PDU_LENGTH);
  }

  private static AssociateRequest associateRequest() {
    return AssociateRequest.of(
        new AeTitle("RECEIVER"),
        new AeTitle("MODALITY"),
        List.of(
            new PresentationContextProposal(
                CONTEXT,
                SopClasses.CT_IMAGE_STORAGE,
                List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()))),
        new UserInformation(List.of(new MaximumLength(PDU_LENGTH))));
  }

  /** Sends one instance and waits for its response. */
  @Benchmark
  public void receive() throws IOException {
    request.send(modality);
    receivePdu();
  }

  private void receivePdu() throws IOException {
    answer.clear().limit(Pdu.HEADER_LENGTH);
    fill();
    int length = answer.getInt(2);
    answer.clear().limit(length);
    fill();
  }

  private void fill() throws IOException {
    while (answer.hasRemaining()) {
      if (modality.read(answer) < 0) {
        throw new EOFException("the receiver closed the connection");
      }
    }
  }

  /** Ends both sides. */
  @TearDown
  public void close() throws IOException {
    modality.close();
    server.close();
  }
}
