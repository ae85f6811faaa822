package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.Priority;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.Fault;
import org.sealgate.testdicom.pacs.FaultRule;
import org.sealgate.testdicom.pacs.Operation;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScuClient;

/** Viewers that change their mind, and several at once. */
class RetrievalTest extends DepartmentSuite {
  private static final int IMAGES = 60;
  private static final GeneratedStudy STUDY =
      Studies.tomography(StudyOptions.of(81), IMAGES, 32, 32);
  private static final GeneratedStudy OTHER =
      Studies.tomography(StudyOptions.of(82), IMAGES, 32, 32);

  private void run(String source, String retrieveWith) throws IOException {
    department.startNode(
        Sites.node(department.pacs().peer())
            .with("retrieve.source", source)
            .with("pacs.retrieve-with", retrieveWith));
    department.store(STUDY);
    department.store(OTHER);
  }

  /** The destination takes 50 ms an image, so that the cancel comes in the middle. */
  @ParameterizedTest
  @ValueSource(strings = {"pacs", "vault"})
  void cancel_shouldEndTheMoveInTheMiddle(String source) throws IOException {
    run(source, "move");
    department
        .viewer()
        .script()
        .add(FaultRule.always(Operation.STORE, new Fault.Slow(Duration.ofMillis(50))));
    ConnectOptions options =
        ConnectOptions.to(
                "127.0.0.1",
                node().peer().port(),
                new AeTitle(node().peer().aeTitle()),
                new AeTitle(Sites.VIEWER))
            .propose(QueryModel.STUDY_ROOT.move(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());

    DimseResponse last;
    try (Association association = AssociationConnector.connect(options)) {
      PresentationContext context =
          association.acceptedContext(QueryModel.STUDY_ROOT.move()).orElseThrow();
      ByteBuffer identifier =
          ByteBuffer.wrap(
              DataSetWriter.toBytes(
                  ScuClient.study(STUDY.studyInstanceUid()),
                  TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
      try (PendingOperation move =
          association.move(context, Priority.MEDIUM, new AeTitle(Sites.VIEWER), identifier)) {
        assertThat(move.next()).isNotNull();
        move.cancel();
        last = move.awaitFinal();
      }
      assertThat(last).isNotNull();
      assertThat(last.status().code()).isEqualTo(0xFE00);
    }

    var counts = last.command().subOperations();
    assertThat(counts.completed()).isBetween(1, IMAGES - 1);
    assertThat(counts.completed() + counts.remaining() + counts.failed()).isEqualTo(IMAGES);
    assertThat(department.viewer().received()).hasSizeBetween(counts.completed(), IMAGES - 1);
    department.viewer().script().clear();
    RetrieveResult whole = department.move(OTHER);
    assertThat(whole.status().isSuccess()).as("%s", whole).isTrue();
  }

  /** All of them call from the same AE title, so that only the Message ID tells them apart. */
  @ParameterizedTest
  @ValueSource(strings = {"move", "get"})
  void severalMovesAtOnce_shouldNotMixUpTheirInstances(String retrieveWith) throws Exception {
    run("pacs", retrieveWith);
    int rounds = 4;
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RetrieveResult>> results = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        results.add(viewers.submit(() -> department.move(STUDY)));
        results.add(viewers.submit(() -> department.move(OTHER)));
      }
      for (Future<RetrieveResult> result : results) {
        assertThat(result.get().status().isSuccess()).as("%s", result.get()).isTrue();
        assertThat(result.get().counts().completed()).isEqualTo(IMAGES);
      }
    }
    assertThat(department.viewer().received().stream().map(ReceivedInstance::sopInstanceUid))
        .hasSize(2 * rounds * IMAGES)
        .contains(STUDY.sopInstanceUids().toArray(String[]::new))
        .contains(OTHER.sopInstanceUids().toArray(String[]::new));
    assertThat(node().number("verdicts.unanchored")).isEqualTo(2L * rounds * IMAGES);
  }

  @Test
  void unknownDestination_shouldBeRefusedWithA801() throws IOException {
    run("auto", "move");

    RetrieveResult result =
        Sites.viewer(node())
            .move(QueryModel.STUDY_ROOT, ScuClient.study(STUDY.studyInstanceUid()), "NOWHERE");

    assertThat(result.status().code()).isEqualTo(0xA801);
  }

  /**
   * Instances that the destination refuses are counted and listed (PS3.4 C.4.2.1.4.2, C.4.2.1.6).
   */
  @Test
  void refusalByTheDestination_shouldBeCountedAndListed() throws IOException {
    run("auto", "move");
    String refused = STUDY.sopInstanceUids().get(7);
    department
        .viewer()
        .script()
        .add(FaultRule.forInstance(Operation.STORE, refused, new Fault.Refuse(0xC000, "no")));

    RetrieveResult result = department.move(STUDY);

    assertThat(result.status().code()).isEqualTo(0xB000);
    assertThat(result.counts().failed()).isEqualTo(1);
    assertThat(result.counts().completed()).isEqualTo(IMAGES - 1);
    assertThat(result.failedInstances()).containsExactly(refused);
  }
}
