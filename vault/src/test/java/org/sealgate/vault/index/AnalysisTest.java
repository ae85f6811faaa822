package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;

final class AnalysisTest {

  private static final Instant NOW = TestEntries.RECEIVED.plusSeconds(60);

  @TempDir Path directory;
  private InstanceIndex index;

  @BeforeEach
  void open() {
    index = SqliteInstanceIndex.open(directory.resolve("index.db"));
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void pendingAnalyses_shouldBeAQueueThatSurvivesRestart() {
    ObjectId first = add("1.2.1", "pneumonia");
    ObjectId second = add("1.2.2", "pneumonia", "quality");
    index.close();
    open();
    assertThat(pending("pneumonia")).containsExactly(first, second);
    assertThat(pending("quality")).containsExactly(second);
    index.recordAnalysis(first, "pneumonia", AnalysisState.DONE, "{\"score\":0.93}", NOW);
    assertThat(pending("pneumonia")).containsExactly(second);
  }

  @Test
  void recordAnalysis_shouldKeepResultAndTime() {
    ObjectId id = add("1.2.1", "pneumonia");
    index.recordAnalysis(id, "pneumonia", AnalysisState.DONE, "{\"score\":0.93}", NOW);
    Analysis analysis = index.analyses(id).getFirst();
    assertThat(analysis.state()).isEqualTo(AnalysisState.DONE);
    assertThat(analysis.result()).isEqualTo("{\"score\":0.93}");
    assertThat(analysis.updatedAt()).isEqualTo(NOW);
    assertThat(analysis.instance().objectId()).isEqualTo(id);
  }

  @Test
  void recordAnalysis_shouldMakeOneThatWasNotAskedForAtReceipt() {
    ObjectId id = add("1.2.1");
    index.recordAnalysis(id, "pneumonia", AnalysisState.PENDING, null, NOW);
    assertThat(pending("pneumonia")).containsExactly(id);
    index.recordAnalysis(id, "pneumonia", AnalysisState.SKIPPED, null, NOW);
    assertThat(pending("pneumonia")).isEmpty();
  }

  @Test
  void recordAnalysis_shouldNameUnknownObject() {
    ObjectId unknown = ObjectId.next();
    assertThatThrownBy(
            () -> index.recordAnalysis(unknown, "pneumonia", AnalysisState.DONE, "{}", NOW))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining(unknown.toString());
  }

  private ObjectId add(String instanceUid, String... kinds) {
    NewInstance instance = TestEntries.instance(instanceUid);
    index.add(instance, List.of(), List.of(kinds));
    return instance.objectId();
  }

  private List<ObjectId> pending(String kind) {
    return index.pendingAnalyses(kind, 100).stream()
        .map(analysis -> analysis.instance().objectId())
        .toList();
  }
}
