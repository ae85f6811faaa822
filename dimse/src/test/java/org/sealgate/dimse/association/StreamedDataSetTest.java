package org.sealgate.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.pdu.Abort;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.DataTransfer;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.PresentationDataValue;
import org.sealgate.dimse.pdu.Uids;
import org.sealgate.dimse.service.CommandSet;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/** Pieces that are lent out together, whatever the PDUs and PDVs that they come in. */
class StreamedDataSetTest {
  private static final int CONTEXT = 3;

  /** What the handler found: the data set, and the most pieces that it got at once. */
  private record Received(OctetString dataSet, int mostPieces) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 300, 5_000, 16_000})
  void next_shouldLendPiecesThatStayWhole(int longest) throws Exception {
    Random random = new Random(longest);
    byte[] dataSet = new byte[Math.min(200_000, 500 * longest)];
    random.nextBytes(dataSet);
    CompletableFuture<Received> received = new CompletableFuture<>();

    try (DicomServer server = TestPeers.server((_, request) -> receive(request, received));
        RawPeer peer = associated(server)) {
      peer.send(concatenated(pdus(dataSet, longest, random)));

      assertThat(received.get(20, TimeUnit.SECONDS).dataSet()).isEqualTo(OctetString.of(dataSet));
      assertThat(received.get().mostPieces()).isGreaterThan(1);
      assertThat(peer.receive()).isInstanceOf(DataTransfer.class);
    }
  }

  @Test
  void next_shouldFailWhereAnAbortHasArrivedBehindAPiece() throws Exception {
    CompletableFuture<Received> received = new CompletableFuture<>();

    try (DicomServer server = TestPeers.server((_, request) -> receive(request, received));
        RawPeer peer = associated(server)) {
      peer.send(
          concatenated(
              List.of(command(), transfer(value(new byte[100], false)), Abort.byServiceUser())));

      assertThat(received)
          .failsWithin(20, TimeUnit.SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(AssociationAbortedException.class);
    }
  }

  private static RawPeer associated(DicomServer server) throws IOException {
    RawPeer peer = RawPeer.connect(server);
    peer.send(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
    assertThat(peer.receive()).isInstanceOf(AssociateAccept.class);
    return peer;
  }

  private static void receive(DimseRequest request, CompletableFuture<Received> received)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer[] pieces = new ByteBuffer[16];
    int most = 0;
    try {
      IncomingDataSet dataSet = request.requireDataSet();
      for (int count = dataSet.next(pieces); count > 0; count = dataSet.next(pieces)) {
        most = Math.max(most, count);
        for (int i = 0; i < count; i++) {
          byte[] copy = new byte[pieces[i].remaining()];
          pieces[i].get(copy);
          bytes.writeBytes(copy);
        }
      }
      assertThat(dataSet.isLastFragment()).isTrue();
      assertThat(dataSet.bytesReceived()).isEqualTo(bytes.size());
      request.respond(Status.SUCCESS);
      received.complete(new Received(OctetString.of(bytes.toByteArray()), most));
    } catch (Exception failure) {
      received.completeExceptionally(failure);
      throw failure;
    }
  }

  /** A C-STORE-RQ with empty values, several values in a PDU and an empty one at its end. */
  private static List<Pdu> pdus(byte[] dataSet, int longest, Random random) {
    List<Pdu> pdus = new ArrayList<>(List.of(command()));
    for (int at = 0; at < dataSet.length; ) {
      List<PresentationDataValue> values = new ArrayList<>();
      for (int left = 1 + random.nextInt(3); left > 0; left--) {
        int length = Math.min(random.nextInt(longest + 1), dataSet.length - at);
        byte[] fragment = new byte[length];
        System.arraycopy(dataSet, at, fragment, 0, length);
        values.add(value(fragment, false));
        at += length;
      }
      pdus.add(new DataTransfer(values));
    }
    pdus.add(transfer(value(new byte[0], true)));
    return pdus;
  }

  private static Pdu command() {
    CommandSet store = Commands.storeRequest(StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"));
    OctetString bytes = OctetString.of(store.encode().array());
    return transfer(new PresentationDataValue(CONTEXT, true, true, bytes));
  }

  private static PresentationDataValue value(byte[] fragment, boolean last) {
    return new PresentationDataValue(CONTEXT, false, last, OctetString.of(fragment));
  }

  private static Pdu transfer(PresentationDataValue value) {
    return new DataTransfer(List.of(value));
  }

  private static byte[] concatenated(List<Pdu> pdus) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Pdu pdu : pdus) {
      ByteBuffer encoded = PduEncoder.encode(pdu);
      byte[] copy = new byte[encoded.remaining()];
      encoded.get(copy);
      bytes.writeBytes(copy);
    }
    return bytes.toByteArray();
  }
}
