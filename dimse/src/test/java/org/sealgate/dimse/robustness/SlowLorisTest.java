package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.DicomServer;
import org.sealgate.dimse.association.LimitKind;
import org.sealgate.dimse.association.RawPeer;
import org.sealgate.dimse.pdu.AssociateAccept;
import org.sealgate.dimse.pdu.PduEncoder;
import org.sealgate.dimse.pdu.Uids;

/** Peers that open connections and say nothing, or next to nothing, to keep others out. */
class SlowLorisTest {
  private static final int HALF_OPEN = 500;
  private static final int IDLE = 200;
  private static final int DATA_SET_LENGTH = 1 << 20;

  /** Short for a test, and long enough for the peers that do speak. */
  private static final Duration TIME_TO_SPEAK = Duration.ofSeconds(3);

  private static final byte[] REQUEST = request();

  @TempDir private Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();

  private static byte[] request() {
    ByteBuffer encoded = PduEncoder.encode(RawPeer.request(1, Uids.DICOM_APPLICATION_CONTEXT));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  @Test
  void store_shouldSucceed_whileHundredsOfPeersStandInTheWay() throws Exception {
    AssociationLimits limits = AssociationLimits.DEFAULT.withAssociations(256, 256);
    try (StoringServer storing = new StoringServer(folder, limits, AssociationTimeouts.DEFAULT)) {
      storing.assertServesGoodPeers(DATA_SET_LENGTH);
      Resources before = Resources.atRest();
      openIdle(storing.server());
      List<Socket> halfOpen = openHalf(storing.server());
      for (int round = 0; round < 10; round++) {
        sayOneByteMore(halfOpen, round);
        storing.assertServesGoodPeers(DATA_SET_LENGTH);
      }
      assertThat(storing.server().associations()).hasSizeGreaterThanOrEqualTo(IDLE);
      // There is room for some of them only; the others made way, the oldest first.
      assertThat(storing.server().statistics().exceeded(LimitKind.CONNECTIONS))
          .isGreaterThanOrEqualTo(HALF_OPEN / 2);
      closeAll();
      before.awaitBack();
      assertThat(storing.server().associations()).isEmpty();
    }
  }

  @Test
  void timers_shouldClearAllWhoSayNothing() throws Exception {
    AssociationLimits limits = AssociationLimits.DEFAULT.withAssociations(1000, 1000);
    AssociationTimeouts timeouts =
        AssociationTimeouts.DEFAULT.withArtim(TIME_TO_SPEAK).withIdle(TIME_TO_SPEAK);
    try (StoringServer storing = new StoringServer(folder, limits, timeouts)) {
      storing.assertServesGoodPeers(DATA_SET_LENGTH);
      Resources before = Resources.atRest();
      openIdle(storing.server());
      openHalf(storing.server());
      await()
          .untilAsserted(() -> {
            assertThat(exceeded(storing, LimitKind.ARTIM_TIME)).isEqualTo(HALF_OPEN);
            assertThat(exceeded(storing, LimitKind.IDLE_TIME)).isEqualTo(IDLE);
          });
      // Although none of the peers has closed its side yet, no thread waits for them.
      await().until(() -> Resources.now().threads() <= before.threads());
      storing.assertServesGoodPeers(DATA_SET_LENGTH);
      closeAll();
      before.awaitBack();
    }
  }

  private static long exceeded(StoringServer storing, LimitKind kind) {
    return storing.server().statistics().exceeded(kind);
  }

  private void openIdle(DicomServer server) throws IOException {
    for (int count = 0; count < IDLE; count++) {
      RawPeer peer = RawPeer.connect(server);
      opened.add(peer);
      peer.send(REQUEST);
      assertThat(peer.receive()).isInstanceOf(AssociateAccept.class);
    }
  }

  /** A third says nothing, a third begins, a third has said half of its request. */
  private List<Socket> openHalf(DicomServer server) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int count = 0; count < HALF_OPEN; count++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      opened.add(socket);
      sockets.add(socket);
      int said = count % 3 == 0 ? 0 : count % 3 == 1 ? 1 : REQUEST.length / 2;
      sayFrom(socket, 0, said);
    }
    return sockets;
  }

  private static void sayOneByteMore(List<Socket> halfOpen, int round) {
    for (int index = 1; index < halfOpen.size(); index += 3) {
      sayFrom(halfOpen.get(index), 1 + round, 1);
    }
  }

  private static void sayFrom(Socket socket, int start, int length) {
    try {
      socket.getOutputStream().write(REQUEST, start, length);
    } catch (SocketException closedByServer) {
      // It had to make way for others already, which is what the limit is for.
      assertThat(socket.isConnected()).isTrue();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }
}
