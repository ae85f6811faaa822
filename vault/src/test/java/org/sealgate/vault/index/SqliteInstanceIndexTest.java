package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;

final class SqliteInstanceIndexTest {

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
  void add_shouldKeepEveryFieldAcrossRestart() {
    NewEntry entry = TestEntries.entry("1.2.3");
    assertThat(index.add(entry)).isEqualTo(1);
    reopen();
    IndexedInstance found = index.byObjectId(entry.instance().objectId()).orElseThrow();
    assertThat(found.instance()).isEqualTo(entry.instance());
    assertThat(found.version()).isEqualTo(1);
    assertThat(found.leafIndex()).isNull();
  }

  @Test
  void add_shouldKeepInstanceWithoutPixels() {
    NewInstance with = TestEntries.instance("1.2.3");
    FingerprintDigests digests =
        new FingerprintDigests(null, with.fingerprint().wire(), with.fingerprint().canonical());
    NewInstance without =
        new NewInstance(
            with.objectId(), with.attributes(), 5, "CT1", with.receivedAt(), digests, with.leaf());
    index.add(without, List.of(), List.of());
    assertThat(index.latest("1.2.3").orElseThrow().instance()).isEqualTo(without);
  }

  @Test
  void add_shouldCountVersionsOfOneInstance() {
    NewEntry first = TestEntries.entry("1.2.3");
    NewEntry second = TestEntries.entry("1.2.3");
    assertThat(index.add(first)).isEqualTo(1);
    assertThat(index.add(second)).isEqualTo(2);
    assertThat(index.add(TestEntries.entry("1.2.4"))).isEqualTo(1);
    assertThat(index.versions("1.2.3"))
        .extracting(IndexedInstance::objectId)
        .containsExactly(first.instance().objectId(), second.instance().objectId());
    assertThat(index.latest("1.2.3").orElseThrow().version()).isEqualTo(2);
    assertThat(index.latest("1.2.5")).isEmpty();
  }

  @Test
  void add_shouldRefuseObjectTwiceAndKeepWhatSharesTheTransaction() {
    NewEntry entry = TestEntries.entry("1.2.3", "PACS");
    index.add(entry);
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    for (int count = 0; count < 20; count++) {
      futures.add(index.addAsync(count == 10 ? entry : TestEntries.entry("1.3." + count, "PACS")));
    }
    for (int count = 0; count < 20; count++) {
      if (count == 10) {
        CompletableFuture<Integer> refused = futures.get(count);
        assertThatThrownBy(refused::join).hasCauseInstanceOf(IndexException.class);
      } else {
        assertThat(futures.get(count).join()).isEqualTo(1);
      }
    }
    assertThat(index.counters()).isEqualTo(new IndexCounters(20, 20_000, 20, 0, 0, 20));
    assertThat(index.all()).hasSize(20);
  }

  @Test
  void byStudyAndBySeries_shouldGiveOrderOfReceipt() {
    index.add(TestEntries.entry("1.2.9"));
    index.add(TestEntries.entry("1.2.1"));
    index.add(TestEntries.entry("1.2.5"));
    assertThat(index.byStudy("study"))
        .extracting(IndexedInstance::instanceUid)
        .containsExactly("1.2.9", "1.2.1", "1.2.5");
    assertThat(index.bySeries("series")).isEqualTo(index.byStudy("study"));
    assertThat(index.byStudy("series")).isEmpty();
  }

  @Test
  void all_shouldGoThroughEveryPage() {
    List<CompletableFuture<Integer>> futures = new ArrayList<>();
    for (int count = 0; count < 1203; count++) {
      futures.add(index.addAsync(TestEntries.entry("1.2." + count)));
    }
    futures.forEach(CompletableFuture::join);
    assertThat(index.all().map(IndexedInstance::instanceUid).toList())
        .hasSize(1203)
        .startsWith("1.2.0", "1.2.1")
        .endsWith("1.2.1202");
  }

  @Test
  void markLogged_shouldRecordOnceAndAcceptTheSameAgain() {
    ObjectId first = add("1.2.1");
    ObjectId second = add("1.2.2");
    ObjectId third = add("1.2.3");
    assertThat(index.maxLeafIndex()).isEmpty();
    List<LoggedLeaf> leaves = List.of(new LoggedLeaf(first, 0), new LoggedLeaf(second, 1));
    index.markLogged(leaves);
    index.markLogged(leaves);
    assertThat(index.maxLeafIndex()).hasValue(1);
    assertThat(index.byLeafIndex(1).orElseThrow().objectId()).isEqualTo(second);
    assertThat(index.unlogged(10)).extracting(IndexedInstance::objectId).containsExactly(third);
    assertThat(index.counters().unlogged()).isEqualTo(1);
  }

  @Test
  void markLogged_shouldChangeNothingWhenOneIsRefused() {
    ObjectId first = add("1.2.1");
    ObjectId second = add("1.2.2");
    index.markLogged(List.of(new LoggedLeaf(first, 0)));
    assertThatThrownBy(
            () -> index.markLogged(List.of(new LoggedLeaf(second, 1), new LoggedLeaf(first, 5))))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("is logged at leaf index 0, not 5");
    assertThatThrownBy(() -> index.markLogged(List.of(new LoggedLeaf(second, 0))))
        .isInstanceOf(IndexException.class);
    assertThatThrownBy(() -> index.markLogged(List.of(new LoggedLeaf(ObjectId.next(), 9))))
        .hasMessageContaining("is not in the index");
    assertThat(index.unlogged(10)).extracting(IndexedInstance::objectId).containsExactly(second);
    assertThat(index.counters().unlogged()).isEqualTo(1);
  }

  @Test
  void remove_shouldTakeEverythingThatHangsOnTheInstance() {
    NewEntry entry =
        new NewEntry(
            TestEntries.instance("1.2.3"),
            List.of(
                new NewDelivery.Pending("PACS", TestEntries.RECEIVED),
                new NewDelivery.Delivered("VNA", 0, TestEntries.RECEIVED)),
            List.of("pneumonia"));
    index.add(entry);
    assertThat(index.remove(entry.instance().objectId())).isTrue();
    assertThat(index.remove(entry.instance().objectId())).isFalse();
    assertThat(index.counters()).isEqualTo(IndexCounters.ZERO);
    assertThat(index.deliveries(entry.instance().objectId())).isEmpty();
    assertThat(index.pendingAnalyses("pneumonia", 10)).isEmpty();
  }

  @Test
  void methods_shouldFailClearlyAfterClose() {
    index.close();
    assertThatThrownBy(() -> index.add(TestEntries.entry("1.2.3")))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> index.latest("1.2.3"))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void records_shouldNameBrokenLimits() {
    assertThatThrownBy(() -> new InstanceAttributes("", "", "", "", ""))
        .hasMessage("instance UID is empty");
    assertThatThrownBy(() -> new InstanceAttributes("1", "", "x".repeat(257), "", ""))
        .hasMessage("study UID has 257 characters, more than 256");
    assertThatThrownBy(() -> Digest.of(new byte[31])).hasMessage("digest has 31 bytes, not 32");
    assertThatThrownBy(() -> new LoggedLeaf(ObjectId.next(), -1)).hasMessageContaining("-1");
  }

  private ObjectId add(String instanceUid) {
    NewEntry entry = TestEntries.entry(instanceUid);
    index.add(entry);
    return entry.instance().objectId();
  }

  private void reopen() {
    index.close();
    open();
  }
}
