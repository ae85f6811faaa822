package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.OutgoingStore;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.association.TestPeers;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;

/**
 * Every byte of an acceptor's answers, once each: they end there, or go silent there, or the byte
 * is another. The requestor gets an answer or an exception that says what was wrong.
 */
class DamagedAnswerTest {
  private static final int AT_ONCE = 64;
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final AssociationTimeouts HASTY =
      AssociationTimeouts.DEFAULT
          .withConnect(Duration.ofSeconds(60), SHORT)
          .withArtim(SHORT)
          .withIdle(SHORT)
          .withMessage(SHORT, SHORT)
          .withDimse(SHORT)
          .withRelease(SHORT);

  private final ErrorLog errors = new ErrorLog();
  private Resources before;

  /** What a requestor came to: the two statuses, or the exception. */
  private sealed interface Outcome {
    record Answered(Status echo, Status store) implements Outcome {}

    record Failed(IOException cause) implements Outcome {}
  }

  @BeforeEach
  void measure() throws Exception {
    assertSucceeds();
    before = Resources.atRest();
  }

  @AfterEach
  void stop() {
    errors.close();
  }

  private static void assertSucceeds() throws Exception {
    try (ScriptedAcceptor acceptor = new ScriptedAcceptor(Damage.NONE)) {
      assertThat(outcome(acceptor.port(), AssociationTimeouts.DEFAULT))
          .isEqualTo(new Outcome.Answered(Status.SUCCESS, Status.SUCCESS));
    }
  }

  @Test
  void answersClosedAnywhere_shouldEnd() throws Exception {
    assertSurvives(Damage.everywhere(Damage.Kind.CLOSED, 0));
  }

  @Test
  void answersSilentAnywhere_shouldTimeOut() throws Exception {
    assertSurvives(Damage.everywhere(Damage.Kind.SILENT, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x80, 0xFF})
  void answersWithAnyByteFlipped_shouldEnd(int mask) throws Exception {
    assertSurvives(Damage.everywhere(Damage.Kind.FLIPPED, mask));
  }

  private void assertSurvives(List<Damage> damages) throws Exception {
    List<Callable<Outcome>> sessions = new ArrayList<>();
    for (Damage damage : damages) {
      sessions.add(() -> outcome(damage));
    }
    int failed = 0;
    try (ExecutorService peers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Future<Outcome> session : peers.invokeAll(sessions)) {
        failed += session.get() instanceof Outcome.Failed ? 1 : 0;
      }
    }
    assertThat(failed).isPositive();
    before.awaitBack();
    assertSucceeds();
    errors.assertEmpty();
  }

  private static Outcome outcome(Damage damage) throws IOException {
    try (ScriptedAcceptor acceptor = new ScriptedAcceptor(damage)) {
      return outcome(acceptor.port(), HASTY);
    }
  }

  private static Outcome outcome(int port, AssociationTimeouts timeouts) {
    try (Association association =
        AssociationConnector.connect(TestPeers.connectTo(port).withTimeouts(timeouts))) {
      accepted(association, Commands.VERIFICATION_SOP_CLASS);
      return new Outcome.Answered(association.echo(), store(association));
    } catch (IOException failure) {
      assertThat(failure).hasMessageMatching("(?s).+");
      return new Outcome.Failed(failure);
    }
  }

  private static Status store(Association association) throws IOException {
    PresentationContext context = accepted(association, TestPeers.CT_IMAGE_STORAGE);
    try (OutgoingStore store =
        association.beginStore(context, StoreRequest.of(TestPeers.CT_IMAGE_STORAGE, "1.2.3"))) {
      store.write(ByteBuffer.allocate(22));
      return store.finish().status();
    }
  }

  private static PresentationContext accepted(Association association, String sopClass)
      throws IOException {
    return association
        .acceptedContext(sopClass)
        .orElseThrow(() -> new IOException(sopClass + " was not accepted"));
  }
}
