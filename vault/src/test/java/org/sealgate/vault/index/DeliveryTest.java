package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;

final class DeliveryTest {

  private static final Instant NOW = TestEntries.RECEIVED;
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));
  private static final FailedAttempt REFUSED = new FailedAttempt(0xA700, "out of resources");
  private static final FailedAttempt UNREACHABLE = new FailedAttempt(null, "connection refused");

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
  void pendingDeliveries_shouldGiveWhatIsDueInOrderOfReceipt() {
    ObjectId first = add("1.2.1", "PACS", "VNA");
    ObjectId second = add("1.2.2", "PACS");
    ObjectId third = add("1.2.3", "PACS");
    index.markAttemptFailed(first, "PACS", UNREACHABLE, LATER);
    assertThat(pending("PACS", NOW)).containsExactly(second, third);
    assertThat(pending("PACS", LATER)).containsExactly(first, second, third);
    assertThat(pending("VNA", NOW)).containsExactly(first);
    assertThat(pending("NONE", LATER)).isEmpty();
    assertThat(index.pendingDeliveries("PACS", LATER, 2)).hasSize(2);
  }

  @Test
  void pendingDeliveries_shouldSurviveRestartWithTheirInstance() {
    NewEntry entry = TestEntries.entry("1.2.1", "PACS");
    index.add(entry);
    index.close();
    open();
    Delivery delivery = index.pendingDeliveries("PACS", NOW, 10).getFirst();
    assertThat(delivery.instance().instance()).isEqualTo(entry.instance());
    assertThat(delivery.attempts()).isZero();
    assertThat(delivery.lastStatus()).isNull();
    assertThat(delivery.deliveredAt()).isNull();
  }

  @Test
  void markDelivered_shouldKeepStatusAndTime() {
    ObjectId id = add("1.2.1", "PACS");
    index.markDelivered(id, "PACS", 0xB000, LATER);
    Delivery delivery = index.deliveries(id).getFirst();
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.lastStatus()).isEqualTo(0xB000);
    assertThat(delivery.deliveredAt()).isEqualTo(LATER);
    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(pending("PACS", LATER)).isEmpty();
    assertCounters(0, 1, 0);
  }

  @Test
  void markDelivered_shouldCountOnceWhenRepeated() {
    ObjectId id = add("1.2.1", "PACS");
    index.markDeliveredAsync(id, "PACS", 0, NOW).join();
    index.markDelivered(id, "PACS", 0, LATER);
    assertCounters(0, 1, 0);
  }

  @Test
  void flush_shouldReturnWhenEarlierConfirmationsAreDurable() {
    List<ObjectId> ids = List.of(add("1.2.1", "PACS"), add("1.2.2", "PACS"), add("1.2.3", "PACS"));
    List<CompletableFuture<Void>> confirmations =
        ids.stream().map(id -> index.markDeliveredAsync(id, "PACS", 0, NOW)).toList();
    index.flush();
    assertCounters(0, 3, 0);
    confirmations.forEach(CompletableFuture::join);
  }

  @Test
  void markAttemptFailed_shouldKeepErrorAndCountAttempts() {
    ObjectId id = add("1.2.1", "PACS");
    index.markAttemptFailed(id, "PACS", REFUSED, NOW);
    index.markAttemptFailed(id, "PACS", UNREACHABLE, LATER);
    Delivery delivery = index.deliveries(id).getFirst();
    assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
    assertThat(delivery.attempts()).isEqualTo(2);
    assertThat(delivery.lastStatus()).isNull();
    assertThat(delivery.lastError()).isEqualTo("connection refused");
    assertThat(delivery.nextAttemptAt()).isEqualTo(LATER);
    assertCounters(1, 0, 0);
  }

  @Test
  void markAttemptFailed_shouldNotUndoConfirmation() {
    ObjectId id = add("1.2.1", "PACS");
    index.markDelivered(id, "PACS", 0, NOW);
    index.markAttemptFailed(id, "PACS", UNREACHABLE, LATER);
    index.markDead(id, "PACS", UNREACHABLE);
    assertThat(index.deliveries(id).getFirst().state()).isEqualTo(DeliveryState.DELIVERED);
    assertCounters(0, 1, 0);
  }

  @Test
  void deadLetters_shouldListWhatWasGivenUpUntilRequeued() {
    ObjectId first = add("1.2.1", "PACS");
    ObjectId second = add("1.2.2", "PACS");
    index.markDead(second, "PACS", REFUSED);
    index.markDead(first, "PACS", REFUSED);
    assertThat(index.deadLetters(10))
        .extracting(delivery -> delivery.instance().objectId())
        .containsExactly(first, second);
    assertThat(index.deadLetters(10).getFirst().lastStatus()).isEqualTo(0xA700);
    assertThat(index.deadLetters(1)).hasSize(1);
    assertCounters(0, 0, 2);
    index.requeue(first, "PACS", LATER);
    assertThat(index.deadLetters(10)).hasSize(1);
    assertThat(pending("PACS", LATER)).containsExactly(first);
    assertThat(index.deliveries(first).getFirst().attempts()).isZero();
    assertCounters(1, 0, 1);
  }

  @Test
  void requeue_shouldMakeNewDeliveryAndSendConfirmedOneAgain() {
    ObjectId id = add("1.2.1", "PACS");
    index.markDelivered(id, "PACS", 0, NOW);
    index.requeue(id, "PACS", NOW);
    index.requeue(id, "VNA", NOW);
    assertThat(pending("PACS", NOW)).containsExactly(id);
    assertThat(pending("VNA", NOW)).containsExactly(id);
    assertCounters(2, 0, 0);
  }

  @Test
  void earliestNextAttempt_shouldLookAtPendingOnesOnly() {
    assertThat(index.earliestNextAttempt("PACS")).isEmpty();
    ObjectId first = add("1.2.1", "PACS");
    ObjectId second = add("1.2.2", "PACS");
    index.markDelivered(first, "PACS", 0, NOW);
    index.markAttemptFailed(second, "PACS", UNREACHABLE, LATER);
    assertThat(index.earliestNextAttempt("PACS")).hasValue(LATER);
  }

  @Test
  void add_shouldTakeDeliveryThatIsAlreadyConfirmed() {
    NewInstance instance = TestEntries.instance("1.2.1");
    index.add(instance, List.of(new NewDelivery.Delivered("PACS", 0, NOW)), List.of());
    assertThat(index.deliveries(instance.objectId()).getFirst().deliveredAt()).isEqualTo(NOW);
    assertCounters(0, 1, 0);
  }

  @Test
  void mark_shouldNameUnknownObjectAndDestination() {
    ObjectId id = add("1.2.1", "PACS");
    ObjectId unknown = ObjectId.next();
    assertThatThrownBy(() -> index.markDelivered(unknown, "PACS", 0, NOW))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("object %s is not in the index".formatted(unknown));
    assertThatThrownBy(() -> index.markDead(id, "VNA", REFUSED))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("has no delivery to VNA");
  }

  @Test
  void failedAttempt_shouldCutLongTexts() {
    assertThat(new FailedAttempt(null, "x".repeat(5000)).error()).hasSize(2000);
  }

  private ObjectId add(String instanceUid, String... destinations) {
    NewEntry entry = TestEntries.entry(instanceUid, destinations);
    index.add(entry);
    return entry.instance().objectId();
  }

  private List<ObjectId> pending(String destination, Instant now) {
    return index.pendingDeliveries(destination, now, 100).stream()
        .map(delivery -> delivery.instance().objectId())
        .toList();
  }

  private void assertCounters(long pending, long delivered, long dead) {
    IndexCounters counters = index.counters();
    assertThat(counters.pending()).isEqualTo(pending);
    assertThat(counters.delivered()).isEqualTo(delivered);
    assertThat(counters.dead()).isEqualTo(dead);
  }
}
