package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.Fault;
import org.sealgate.testdicom.pacs.FaultRule;
import org.sealgate.testdicom.pacs.Gate;
import org.sealgate.testdicom.pacs.Operation;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;

/** What the modality hears and what the PACS gets when the PACS is not at its best. */
class CustodyTest {
  /** Slices of 128 KiB, so that a data set takes more than one fragment. */
  private static final GeneratedStudy STUDY = Studies.tomography(StudyOptions.of(41), 5, 256, 256);

  private static final List<DataSetSource> SOURCES = DataSetSource.of(STUDY, Encoding.DEFAULT);
  private static final DataSetSource FIRST = SOURCES.getFirst();

  @TempDir Path folder;
  private ScriptablePacs pacs;
  private @Nullable NodeProcess running;

  @BeforeEach
  void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("PACS"), folder.resolve("pacs"));
  }

  @AfterEach
  void stop() {
    Sites.close(running);
    Sites.close(pacs);
  }

  private NodeProcess node() {
    return Objects.requireNonNull(running, "the node was not started");
  }

  private NodeOptions options() {
    return Sites.impatientNode(pacs.peer());
  }

  private void run(NodeOptions options) throws IOException {
    running = NodeProcess.start(options, folder.resolve("node"));
  }

  private Status store(DataSetSource source) throws IOException {
    return Sites.modality(node()).store(source);
  }

  @Test
  void storeWhileThePacsIsDown_shouldBeSuccessAndArriveLater() throws IOException {
    run(options());
    pacs.goDown();

    assertThat(Sites.modality(node()).store(SOURCES)).allMatch(Status::isSuccess);
    assertThat(node().number("vault.instances")).isEqualTo(SOURCES.size());
    assertThat(node().number("pacs.forwarded")).isZero();
    assertThat(node().number("pacs.pending")).isEqualTo(SOURCES.size());
    assertThat(node().status().at("/pacs/reachable").asBoolean()).isFalse();
    pacs.comeUp();

    Sites.awaitNumber(node(), "pacs.forwarded", SOURCES.size());
    assertThat(node().number("pacs.pending")).isZero();
    assertThat(received()).isEqualTo(DataSets.digestsOf(SOURCES));
    assertThat(pacs.received()).hasSameSizeAs(SOURCES);
  }

  @Test
  void outOfResourcesOfThePacs_shouldBePassedOnAndTriedAgain() throws IOException {
    run(options());
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.Refuse(0xA700, "disk full")));

    assertThat(store(FIRST).code()).isEqualTo(0xA700);

    Sites.awaitNumber(node(), "pacs.forwarded", 1);
    assertThat(statuses()).containsExactly(0xA700, 0x0000);
    assertThat(received()).isEqualTo(DataSets.digestsOf(List.of(FIRST)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC000, 0xA900})
  void lastingRefusalOfThePacs_shouldBePassedOnAndBecomeADeadLetter(int status) throws IOException {
    run(options());
    pacs.script()
        .add(
            FaultRule.forInstance(
                Operation.STORE, FIRST.sopInstanceUid(), new Fault.Refuse(status, "no")));

    assertThat(store(FIRST).code()).isEqualTo(status);

    Sites.awaitNumber(node(), "pacs.deadLetters", 1);
    JsonNode line = Sites.awaitAudit(node(), "dead-letter");
    assertThat(line.path("sopInstanceUid").asText()).isEqualTo(FIRST.sopInstanceUid());
    assertThat(line.path("status").asText()).isEqualTo("%04X".formatted(status));
    assertThat(node().status().at("/pacs/deadLetterList/0").asText())
        .startsWith(FIRST.sopInstanceUid());
    assertThat(node().number("vault.instances")).isEqualTo(1);
    // The others keep flowing, and the dead letter is not sent again before them.
    assertThat(store(SOURCES.getLast()).isSuccess()).isTrue();
    Sites.awaitNumber(node(), "pacs.forwarded", 1);
    assertThat(statuses()).containsExactly(status, 0x0000);
  }

  @Test
  void pacsThatNeverComesUp_shouldLeadToTheDeadLetterList() throws IOException {
    run(options().with("retry.max", 2));
    pacs.goDown();

    assertThat(store(FIRST).isSuccess()).isTrue();

    Sites.awaitNumber(node(), "pacs.deadLetters", 1);
    assertThat(node().number("pacs.pending")).isZero();
    JsonNode line = Sites.awaitAudit(node(), "dead-letter");
    assertThat(line.path("attempts").asInt()).isEqualTo(2);
    assertThat(line.path("destination").asText()).isEqualTo("PACS");
    node().restart();
    assertThat(node().number("pacs.deadLetters")).isEqualTo(1);
  }

  @Test
  void restart_shouldKeepWhatThePacsHasNotConfirmed() throws IOException {
    run(options());
    pacs.goDown();
    assertThat(Sites.modality(node()).store(SOURCES)).allMatch(Status::isSuccess);

    node().kill();
    node().restart();
    assertThat(node().number("vault.instances")).isEqualTo(SOURCES.size());
    pacs.comeUp();

    Sites.awaitNumber(node(), "pacs.forwarded", SOURCES.size());
    assertThat(received()).isEqualTo(DataSets.digestsOf(SOURCES));
  }

  @Test
  void sameInstanceTwice_shouldBeOneObjectAndOneLeaf() throws IOException {
    run(options());
    TransferSyntax implicit = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    DataSetSource encodedOtherwise =
        DataSetSource.of(
            STUDY.instances().getFirst(), Encoding.of(implicit).withUndefinedLengths());

    assertThat(store(FIRST).isSuccess()).isTrue();
    assertThat(store(FIRST).isSuccess()).isTrue();
    assertThat(store(encodedOtherwise).isSuccess()).isTrue();
    assertThat(store(SOURCES.getLast()).isSuccess()).isTrue();

    Sites.awaitNumber(node(), "log.size", 2);
    assertThat(node().number("vault.instances")).isEqualTo(2);
    assertThat(node().audit("conflicting-instance")).isEmpty();
    Sites.awaitNumber(node(), "pacs.forwarded", 2);
  }

  @Test
  void otherContentUnderTheSameUid_shouldBecomeTheNextVersion() throws IOException {
    run(options());

    assertThat(store(FIRST).isSuccess()).isTrue();
    assertThat(store(DataSetSource.of(renamed(), Encoding.DEFAULT)).isSuccess()).isTrue();

    Sites.awaitNumber(node(), "log.size", 2);
    JsonNode line = node().audit("conflicting-instance").getFirst();
    assertThat(line.path("sopInstanceUid").asText()).isEqualTo(FIRST.sopInstanceUid());
    assertThat(line.path("source").asText()).isEqualTo(Sites.MODALITY);
    assertThat(line.path("version").asInt()).isEqualTo(2);
    Sites.awaitNumber(node(), "pacs.forwarded", 2);
  }

  @Test
  void pacsThatDropsTheConnection_shouldGetTheInstanceLater() throws IOException {
    run(options());
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.Drop(50_000)));

    assertThat(Sites.modality(node()).store(SOURCES)).allMatch(Status::isSuccess);

    Sites.awaitNumber(node(), "pacs.forwarded", SOURCES.size());
    assertThat(received()).isEqualTo(DataSets.digestsOf(SOURCES));
  }

  @Test
  void pacsThatStopsAnswering_shouldCostOneTimeOutAndGetTheInstanceAgain() throws IOException {
    run(options());
    pacs.script().add(FaultRule.next(Operation.STORE, 1, new Fault.StopAnswering()));

    assertThat(Sites.modality(node()).store(SOURCES)).allMatch(Status::isSuccess);

    Sites.awaitNumber(node(), "pacs.forwarded", SOURCES.size());
    assertThat(received()).isEqualTo(DataSets.digestsOf(SOURCES));
    assertThat(pacs.received(FIRST.sopInstanceUid()).orElseThrow().status()).contains(0);
  }

  @Test
  void acknowledgeCustody_shouldNotWaitForThePacs() throws IOException {
    run(options().with("acknowledge", "custody").with("pacs.response-timeout", "1m"));
    Gate gate = new Gate();
    pacs.script().add(FaultRule.always(Operation.STORE, new Fault.Hold(gate)));

    assertThat(Sites.modality(node()).store(SOURCES)).allMatch(Status::isSuccess);
    gate.awaitArrival();
    assertThat(pacs.received()).isEmpty();
    assertThat(node().number("vault.acknowledged")).isEqualTo(SOURCES.size());
    gate.open();

    Sites.awaitNumber(node(), "pacs.forwarded", SOURCES.size());
    assertThat(received()).isEqualTo(DataSets.digestsOf(SOURCES));
  }

  /** The first instance for another patient. */
  private static GeneratedInstance renamed() {
    GeneratedInstance original = STUDY.instances().getFirst();
    DataSet attributes = new DataSet();
    original.attributes().forEach(attributes::put);
    attributes.putString(Tag.PATIENT_NAME, "Other^Patient");
    return new GeneratedInstance(attributes, original.pixels());
  }

  /** Digests of what the PACS took, the last of each instance. */
  private Map<String, String> received() {
    return pacs.received().stream()
        .filter(instance -> instance.status().equals(Optional.of(0)))
        .collect(
            Collectors.toMap(
                ReceivedInstance::sopInstanceUid,
                ReceivedInstance::sha256,
                (first, second) -> second,
                TreeMap::new));
  }

  private List<Integer> statuses() {
    return pacs.received().stream().map(instance -> instance.status().orElse(-1)).toList();
  }
}
