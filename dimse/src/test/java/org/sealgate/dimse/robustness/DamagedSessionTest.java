package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.pdu.Pdu;
import org.sealgate.dimse.pdu.PduType;
import org.sealgate.dimse.service.Status;

/**
 * Every byte of a valid session, once each: the session ends there, or goes silent there, or the
 * byte is another. The server answers, aborts or times out, and forgets the peer.
 */
class DamagedSessionTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int AT_ONCE = 128;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final byte[] SESSION = ScriptedSession.requestorBytes();
  private static final AssociationTimeouts TIMEOUTS =
      AssociationTimeouts.DEFAULT
          .withArtim(SHORT)
          .withIdle(SHORT)
          .withMessage(SHORT, SHORT)
          .withRelease(SHORT);

  @TempDir private Path folder;
  private final ErrorLog errors = new ErrorLog();
  private StoringServer storing;
  private Resources before;

  @BeforeEach
  void start() throws IOException {
    AssociationLimits limits = AssociationLimits.DEFAULT.withAssociations(1000, 1000);
    storing = new StoringServer(folder, limits, TIMEOUTS);
    storing.assertServesGoodPeers(1000);
    before = Resources.atRest();
  }

  @AfterEach
  void stop() {
    storing.close();
    errors.close();
  }

  @Test
  void wholeSession_shouldSucceed() throws Exception {
    List<Pdu> answers = ScriptedSession.split(answers(SESSION, true));
    assertThat(answers)
        .extracting(Pdu::type)
        .containsExactly(
            PduType.A_ASSOCIATE_AC, PduType.P_DATA_TF, PduType.P_DATA_TF, PduType.A_RELEASE_RP);
    assertThat(ScriptedSession.command(answers.get(1)).status()).isEqualTo(Status.SUCCESS);
    assertThat(ScriptedSession.command(answers.get(2)).status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void sessionClosedAnywhere_shouldBeForgotten() throws Exception {
    List<Callable<byte[]>> sessions = new ArrayList<>();
    for (int length = 0; length < SESSION.length; length++) {
      byte[] cut = Arrays.copyOf(SESSION, length);
      sessions.add(() -> answers(cut, true));
    }
    assertSurvives(sessions);
  }

  @Test
  void sessionSilentAnywhere_shouldTimeOut() throws Exception {
    List<Callable<byte[]>> sessions = new ArrayList<>();
    for (int length = 0; length < SESSION.length; length++) {
      byte[] cut = Arrays.copyOf(SESSION, length);
      sessions.add(() -> answers(cut, false));
    }
    assertSurvives(sessions);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x80, 0xFF})
  void sessionWithAnyByteFlipped_shouldEnd(int mask) throws Exception {
    List<Callable<byte[]>> sessions = new ArrayList<>();
    for (int index = 0; index < SESSION.length; index++) {
      byte[] flipped = SESSION.clone();
      flipped[index] ^= (byte) mask;
      sessions.add(() -> answers(flipped, false));
    }
    assertSurvives(sessions);
  }

  private void assertSurvives(List<Callable<byte[]>> sessions) throws Exception {
    try (ExecutorService peers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Future<byte[]> answer : peers.invokeAll(sessions)) {
        ScriptedSession.split(answer.get());
      }
    }
    before.awaitBack();
    assertThat(storing.server().associations()).isEmpty();
    storing.assertServesGoodPeers(1000);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
    errors.assertEmpty();
  }

  /** Says so much, and takes what comes until the server closes the connection. */
  private byte[] answers(byte[] said, boolean close) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), storing.server().port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(said);
      if (close) {
        socket.shutdownOutput();
      }
      return socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      // The server had closed before all was said or read; it has ended this in its own way.
      return new byte[0];
    }
  }
}
