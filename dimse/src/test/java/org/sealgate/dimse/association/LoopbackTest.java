package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.dimse.service.StoreResponse;

class LoopbackTest {
  private static final String EXPLICIT = TestPeers.EXPLICIT_VR_LITTLE_ENDIAN;

  @Test
  void echo_shouldSucceed() throws Exception {
    try (DicomServer server =
            TestPeers.server((association, request) -> request.respond(Status.SUCCESS));
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 64, 1000, 4096, 16384, 65536, 262144})
  void store_shouldDeliverEveryByte_whateverTheFragmentation(int peerPduLength) throws Exception {
    Map<String, byte[]> received = new ConcurrentHashMap<>();
    Random random = new Random(peerPduLength);
    AssociationLimits limits = AssociationLimits.DEFAULT.withPduLengths(peerPduLength, 262144);
    try (DicomServer server =
            DicomServer.start(
                ServerOptions.onLoopback(0).withLimits(limits),
                TestPeers.acceptAll((association, request) -> keep(request, received)));
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      PresentationContext context =
          association.acceptedContext(TestPeers.CT_IMAGE_STORAGE, EXPLICIT).orElseThrow();
      for (int number = 1; number <= 8; number++) {
        byte[] data = new byte[random.nextInt(1, 40 * Math.min(peerPduLength, 20000))];
        random.nextBytes(data);
        String uid = "1.2.3." + number;
        assertThat(send(association, context, uid, data, random).status())
            .isEqualTo(Status.SUCCESS);
        assertThat(received.get(uid)).isEqualTo(data);
      }
    }
  }

  private static StoreResponse send(
      Association association, PresentationContext context, String uid, byte[] data, Random random)
      throws Exception {
    try (OutgoingStore store =
        association.beginStore(context, StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, uid))) {
      int position = 0;
      while (position < data.length) {
        int length = Math.min(data.length - position, 1 + random.nextInt(100_000));
        store.write(ByteBuffer.wrap(data, position, length));
        position += length;
      }
      return store.finish();
    }
  }

  private static void keep(DimseRequest request, Map<String, byte[]> received) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    IncomingDataSet dataSet = request.requireDataSet();
    for (ByteBuffer piece = dataSet.next(); piece != null; piece = dataSet.next()) {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      bytes.writeBytes(copy);
    }
    received.put(request.command().sopInstanceUid().orElseThrow(), bytes.toByteArray());
    request.respond(Status.SUCCESS);
  }

  @Test
  void negotiate_shouldTellBothSidesTheSame() throws Exception {
    try (DicomServer server = TestPeers.server((association, request) -> {});
        Association association = AssociationConnector.connect(TestPeers.connectTo(server))) {
      assertThat(association.presentationContexts())
          .containsExactlyElementsOf(
              List.copyOf(server.associations()).getFirst().presentationContexts());
    }
  }
}
