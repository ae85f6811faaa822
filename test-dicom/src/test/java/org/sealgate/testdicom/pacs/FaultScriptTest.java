package org.sealgate.testdicom.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationDecision;
import org.sealgate.dimse.association.AssociationRejectedException;
import org.sealgate.dimse.association.AssociationTimeouts;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.RejectReason;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

/** Every fault, as a peer of the PACS sees it. */
class FaultScriptTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(21), 3, 256, 256);
  private static final List<DataSetSource> SOURCES = DataSetSource.of(SERIES, Encoding.DEFAULT);
  private static final String SECOND = SERIES.sopInstanceUids().get(1);

  @TempDir Path folder;
  private ScriptablePacs pacs;
  private ScriptablePacs viewer;
  private ScuClient client;

  @BeforeEach
  void start() throws IOException {
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    pacs =
        ScriptablePacs.start(
            PacsOptions.of("ARCHIVE").withDestination(viewer.peer()), folder.resolve("archive"));
    client = new ScuClient("MODALITY", pacs.peer());
  }

  @AfterEach
  void stop() {
    pacs.close();
    viewer.close();
  }

  @Test
  void refuse_shouldAnswerTheStatus_andKeepNothing() throws IOException {
    pacs.script()
        .add(FaultRule.forInstance(Operation.STORE, SECOND, new Fault.Refuse(0xA700, "disk full")));

    List<Status> statuses = client.store(SOURCES);

    assertThat(statuses).extracting(Status::code).containsExactly(0, 0xA700, 0);
    assertThat(statuses.get(1).errorComment()).isEqualTo("disk full");
    assertThat(pacs.instance(SECOND)).isEmpty();
    assertThat(pacs.received(SECOND).orElseThrow().status()).hasValue(0xA700);
  }

  @Test
  void next_shouldHappenOnlySoOften() throws IOException {
    pacs.script().add(FaultRule.next(Operation.STORE, 2, new Fault.Refuse(0xA700, "busy")));

    assertThat(client.store(SOURCES)).extracting(Status::code).containsExactly(0xA700, 0xA700, 0);
  }

  @Test
  void coerce_shouldKeepOtherValues_andAnswerTheWarning() throws IOException {
    DataSet other = new DataSet().putString(Tag.PATIENT_ID, "MERGED");
    pacs.script().add(FaultRule.always(Operation.STORE, new Fault.Coerce(other)));

    assertThat(client.store(SOURCES.getFirst()).code()).isEqualTo(0xB000);

    StoredInstance stored = pacs.instance(SERIES.sopInstanceUids().getFirst()).orElseThrow();
    assertThat(stored.attributes().getString(Tag.PATIENT_ID, "")).isEqualTo("MERGED");
    assertThat(pixels(stored)).isEqualTo(SERIES.instances().getFirst().pixels().frame(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1000, 70_000})
  void drop_shouldBreakTheConnectionDuringTheStore(long afterBytes) throws IOException {
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.Drop(afterBytes)));

    assertThatThrownBy(() -> client.store(SOURCES)).isInstanceOf(IOException.class);

    assertThat(pacs.instances()).isEmpty();
    assertThat(client.store(SOURCES)).containsOnly(Status.SUCCESS);
  }

  @Test
  void drop_shouldLeaveTheLastFragmentUnsent_onRetrieval() throws IOException {
    client.store(SOURCES);
    pacs.script().add(FaultRule.forInstance(Operation.SEND, SECOND, new Fault.Drop(100_000)));

    RetrieveResult result = move();

    assertThat(result.status().code()).isEqualTo(0xB000);
    assertThat(result.failedInstances()).contains(SECOND);
    assertThat(viewer.instance(SECOND)).isEmpty();
    assertThat(viewer.instance(SERIES.sopInstanceUids().getFirst())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 77, -1})
  void tamperPixels_shouldFlipOneBit_onRetrievalOnly(long offset) throws IOException {
    client.store(SOURCES);
    pacs.script()
        .add(FaultRule.forInstance(Operation.SEND, SECOND, new Fault.TamperPixels(offset)));

    assertThat(move().status()).isEqualTo(Status.SUCCESS);

    byte[] expected = SERIES.instances().get(1).pixels().frame(0);
    expected[(int) Math.floorMod(offset, (long) expected.length)] ^= 1;
    assertThat(pixels(viewer.instance(SECOND).orElseThrow())).isEqualTo(expected);
    assertThat(viewer.received(SERIES.sopInstanceUids().getFirst()).orElseThrow().sha256())
        .isEqualTo(pacs.received(SERIES.sopInstanceUids().getFirst()).orElseThrow().sha256());
  }

  @Test
  void tamperPixels_shouldReachIntoTheFirstFragment_whenEncapsulated() throws IOException {
    client.store(DataSetSource.of(SERIES, Encoding.of(TransferSyntax.RLE_LOSSLESS)));
    pacs.script().add(FaultRule.always(Operation.SEND, new Fault.TamperPixels(64)));

    assertThat(move().status()).isEqualTo(Status.SUCCESS);

    byte[] before = fragment(pacs.instance(SECOND).orElseThrow());
    byte[] after = fragment(viewer.instance(SECOND).orElseThrow());
    before[64] ^= 1;
    assertThat(after).isEqualTo(before);
  }

  @Test
  void transcode_shouldSendInAnotherTransferSyntax() throws IOException {
    client.store(SOURCES);
    pacs.script()
        .add(
            FaultRule.always(
                Operation.SEND, new Fault.Transcode(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));

    assertThat(move().status()).isEqualTo(Status.SUCCESS);

    StoredInstance moved = viewer.instance(SECOND).orElseThrow();
    assertThat(moved.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    assertThat(pixels(moved)).isEqualTo(SERIES.instances().get(1).pixels().frame(0));
  }

  @Test
  void coerce_shouldChangeAttributes_onRetrieval() throws IOException {
    client.store(SOURCES);
    DataSet other = new DataSet().putString(Tag.PATIENT_NAME, "Other^Name");
    pacs.script().add(FaultRule.forInstance(Operation.SEND, SECOND, new Fault.Coerce(other)));

    move();

    assertThat(viewer.instance(SECOND).orElseThrow().attributes().getString(Tag.PATIENT_NAME, ""))
        .isEqualTo("Other^Name");
    assertThat(pacs.instance(SECOND).orElseThrow().attributes().getString(Tag.PATIENT_NAME, ""))
        .isNotEqualTo("Other^Name");
  }

  @Test
  void hold_shouldKeepTheModalityWaiting_untilTheGateOpens() throws Exception {
    Gate gate = new Gate();
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.Hold(gate)));

    CompletableFuture<List<Status>> storing = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(storing));
    gate.awaitArrival();
    assertThat(storing).isNotDone();
    gate.open();

    assertThat(storing.get()).containsOnly(Status.SUCCESS);
  }

  @Test
  void slow_shouldTakeItsTimeAndLoseNothing() throws IOException {
    pacs.script().add(FaultRule.always(Operation.STORE, new Fault.Slow(Duration.ofMillis(2))));

    assertThat(client.store(SOURCES)).containsOnly(Status.SUCCESS);

    ReceivedInstance received = pacs.received(SECOND).orElseThrow();
    assertThat(Duration.between(received.begun(), received.ended()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(2));
  }

  @Test
  void stopAnswering_shouldLeaveTheRequestOpen() throws IOException {
    pacs.script().add(FaultRule.always(Operation.ECHO, new Fault.StopAnswering()));
    ConnectOptions options =
        ConnectOptions.to(
                pacs.peer().host(), pacs.peer().port(), new AeTitle("ARCHIVE"), new AeTitle("A"))
            .propose(SopClasses.VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid())
            .withTimeouts(AssociationTimeouts.DEFAULT.withDimse(Duration.ofMillis(200)));

    try (Association association = AssociationConnector.connect(options)) {
      assertThatThrownBy(association::echo).isInstanceOf(IOException.class);
    }
  }

  @Test
  void stopAnswering_shouldKeepTheInstance_thatItDoesNotConfirm() throws Exception {
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.StopAnswering()));

    CompletableFuture<List<Status>> storing = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complete(storing));
    Awaitility.await().until(() -> pacs.received().size() == 1);
    pacs.goDown();

    assertThat(storing).failsWithin(Duration.ofSeconds(20));
    assertThat(pacs.instances()).hasSize(1);
    assertThat(pacs.received().getFirst().status()).isEmpty();
  }

  @Test
  void rejectAssociation_shouldGiveResultSourceAndReason() throws IOException {
    AssociationDecision.Reject decision =
        AssociationDecision.Reject.transientFor(RejectReason.LOCAL_LIMIT_EXCEEDED);
    pacs.script()
        .add(FaultRule.next(Operation.ASSOCIATE, 1, new Fault.RejectAssociation(decision)));

    assertThatThrownBy(client::echo).isInstanceOf(AssociationRejectedException.class);
    assertThat(client.echo()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void goDown_shouldRefuseConnections_untilComeUpOnTheSamePort() throws IOException {
    client.store(SOURCES);
    int port = pacs.peer().port();

    pacs.goDown();
    assertThatThrownBy(client::echo).isInstanceOf(IOException.class);
    pacs.comeUp();

    assertThat(pacs.peer().port()).isEqualTo(port);
    assertThat(client.echo()).isEqualTo(Status.SUCCESS);
    assertThat(pacs.instances()).hasSize(3);
  }

  @Test
  void clear_shouldMakeEverythingWorkAgain() throws IOException {
    pacs.script().add(FaultRule.always(Operation.ECHO, new Fault.Refuse(0x0110, "no")));
    assertThat(client.echo().code()).isEqualTo(0x0110);

    pacs.script().clear();

    assertThat(client.echo()).isEqualTo(Status.SUCCESS);
  }

  private RetrieveResult move() throws IOException {
    return client.move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "VIEWER");
  }

  private void complete(CompletableFuture<List<Status>> storing) {
    try {
      storing.complete(client.store(SOURCES));
    } catch (IOException e) {
      storing.completeExceptionally(e);
    }
  }

  private static byte[] pixels(StoredInstance instance) throws IOException {
    try (DicomFile file = DicomFile.open(instance.file())) {
      return file.readDataSet().getBytes(Tag.PIXEL_DATA).orElseThrow();
    }
  }

  private static byte[] fragment(StoredInstance instance) throws IOException {
    try (InputStream stream = Files.newInputStream(instance.file());
        DicomFile file = DicomFile.open(stream)) {
      return file.readDataSet().getFragments(Tag.PIXEL_DATA).get(1);
    }
  }
}
