package org.sealgate.scp.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.testing.TestHospital;
import org.sealgate.scp.testing.TestInstance;

/** Forwarding to a PACS that refuses, goes away and comes back. */
class ForwardingTest {
  private static final String FAST = "acknowledge: custody\nretry:\n  delay: 1s\n  max-delay: 1s";

  @TempDir Path folder;

  private static String metrics(TestHospital hospital) throws Exception {
    return hospital.http("GET", "/metrics").body();
  }

  @Test
  void forwarder_shouldSendBehindTheAnswer() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, FAST)) {
      TestInstance image = TestInstance.image(1, 100_000);
      assertThat(hospital.store(image)).containsOnly(Status.SUCCESS);
      await().until(() -> metrics(hospital).contains("sealgate_pacs_forwarded 1\n"));
      assertThat(hospital.pacs().instances().getFirst().dataSet()).isEqualTo(image.dataSet());
    }
  }

  @Test
  void forwarder_shouldDeliverWhenThePacsComesUp() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, FAST)) {
      hospital.pacs().goDown();
      hospital.store(TestInstance.image(1, 100), TestInstance.image(2, 100));
      assertThat(metrics(hospital)).contains("sealgate_pacs_pending 2\n");
      hospital.pacs().comeUp();
      await().until(() -> hospital.pacs().instances().size() == 2);
      await().until(() -> metrics(hospital).contains("sealgate_pacs_forwarded 2\n"));
    }
  }

  /** All attempts used up in one go would leave everything on the dead-letter list. */
  @Test
  void start_shouldBackOffWhileThePacsIsDown() throws Exception {
    try (TestHospital hospital =
        new TestHospital(folder, "retry:\n  max: 10\n  delay: 1h\n  max-delay: 1h")) {
      hospital.pacs().goDown();
      hospital.store(TestInstance.image(1, 100));
      hospital.stop();
      hospital.start();
      await().until(() -> metrics(hospital).contains("sealgate_pacs_reachable 0\n"));
      hospital.stop();
      hospital.start();
      assertThat(metrics(hospital))
          .contains("sealgate_pacs_pending 1\n")
          .contains("sealgate_pacs_dead_letters 0\n");
    }
  }

  @Test
  void start_shouldResumeWhatTheLastRunLeft() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, "retry:\n  delay: 1h\n  max-delay: 1h")) {
      hospital.pacs().goDown();
      hospital.store(TestInstance.image(1, 100), TestInstance.image(2, 100));
      hospital.stop();
      hospital.pacs().comeUp();
      hospital.start();
      await().until(() -> hospital.pacs().instances().size() == 2);
    }
  }

  @Test
  void forwarder_shouldGiveUpWhatThePacsRefusesForGood() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, FAST)) {
      hospital
          .pacs()
          .answer(
              uid -> uid.equals(TestInstance.uid(1)) ? Status.CANNOT_UNDERSTAND : Status.SUCCESS);
      hospital.store(TestInstance.image(1, 100), TestInstance.image(2, 100));
      await().until(() -> metrics(hospital).contains("sealgate_pacs_dead_letters 1\n"));
      await().until(() -> metrics(hospital).contains("sealgate_pacs_forwarded 1\n"));
      // The index, and with it the metrics, know of it before the audit trail does.
      await()
          .untilAsserted(
              () -> assertThat(hospital.audit()).contains("C000").contains(TestInstance.uid(1)));
    }
  }

  @Test
  void forwarder_shouldTryAgainWhatThePacsRefusesForNow() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, FAST)) {
      hospital
          .pacs()
          .answer(uid ->
              hospital.pacs().attempts().size() < 2 ? Status.OUT_OF_RESOURCES : Status.SUCCESS);
      hospital.store(TestInstance.image(1, 100));
      await().until(() -> metrics(hospital).contains("sealgate_pacs_forwarded 1\n"));
      assertThat(hospital.pacs().attempts()).hasSize(3);
    }
  }

  @Test
  void forwarder_shouldSendTheOthersWhenOneBreaksTheAssociation() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, FAST + "\n  max: 2")) {
      hospital.pacs().answer(uid -> uid.equals(TestInstance.uid(1)) ? null : Status.SUCCESS);
      hospital.store(
          TestInstance.image(1, 100), TestInstance.image(2, 100), TestInstance.image(3, 100));
      await().until(() -> metrics(hospital).contains("sealgate_pacs_forwarded 2\n"));
      await().until(() -> metrics(hospital).contains("sealgate_pacs_dead_letters 1\n"));
    }
  }

  @Test
  void forwarder_shouldConvertForAPacsThatTakesNothingElse() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, FAST)) {
      hospital.pacs().goDown();
      hospital.pacs().accept(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
      hospital.store(TestInstance.image(1, 100));
      hospital.pacs().comeUp();
      await().until(() -> hospital.pacs().instances().size() == 1);
      assertThat(hospital.pacs().instances().getFirst().dataSet())
          .isEqualTo(
              TestInstance.image(1, 100, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).dataSet());
    }
  }

  @Test
  void propose_shouldOfferTheOwnSyntaxFirstAndWhatItCanBecome() {
    var need =
        new TransferContexts.Need(TestInstance.CT, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.uid());
    var compressed = new TransferContexts.Need(TestInstance.CT, TransferSyntax.JPEG_BASELINE.uid());
    assertThat(TransferContexts.propose(List.of(need, compressed)))
        .extracting(proposal -> proposal.transferSyntaxes().getFirst())
        .containsExactly(
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN.uid(),
            TransferSyntax.JPEG_BASELINE.uid(),
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
  }
}
