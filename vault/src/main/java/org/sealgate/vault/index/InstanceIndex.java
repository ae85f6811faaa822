package org.sealgate.vault.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/**
 * The durable facts about every instance in the vault. Safe for use by many threads.
 *
 * <p>A method that changes something returns when the change is durable; many such calls at once
 * share one transaction. All methods throw {@link IndexException} when the database fails or when
 * what they name does not exist; then nothing is changed.
 */
public interface InstanceIndex extends AutoCloseable {

  /**
   * Adds an instance with its deliveries and analyses in one transaction.
   *
   * @return its version: 1 for the first of its instance UID
   */
  default int add(NewEntry entry) {
    return Futures.await(addAsync(entry));
  }

  /** {@link #add(NewEntry)} with the parts of the entry. */
  default int add(
      NewInstance instance, List<? extends NewDelivery> deliveries, List<String> analysisKinds) {
    return add(new NewEntry(instance, List.copyOf(deliveries), analysisKinds));
  }

  /** As {@link #add(NewEntry)}; the future completes when the entry is durable. */
  CompletableFuture<Integer> addAsync(NewEntry entry);

  /**
   * Forgets an instance and all that hangs on it, after its object was deleted.
   *
   * @return false if there was none
   */
  boolean remove(ObjectId objectId);

  /** The newest version of an instance. */
  Optional<IndexedInstance> latest(String instanceUid);

  /** All versions of an instance, oldest first. */
  List<IndexedInstance> versions(String instanceUid);

  /** All versions of all instances of a study, in the order of receipt. */
  List<IndexedInstance> byStudy(String studyUid);

  /** All versions of all instances of a series, in the order of receipt. */
  List<IndexedInstance> bySeries(String seriesUid);

  /**
   * All versions of all instances of a patient, in the order of receipt, whoever issued the
   * patient's identifier.
   *
   * @param patientKey {@link PatientKeys#id()}
   */
  List<IndexedInstance> byPatient(Digest patientKey);

  /** The first {@code limit} instances, in the order of receipt, whose patient is not known. */
  List<IndexedInstance> withoutPatient(int limit);

  /** Records whose instance this is; for what was indexed without it. */
  void setPatient(ObjectId objectId, PatientKeys patient);

  /** The instance in an object. */
  Optional<IndexedInstance> byObjectId(ObjectId objectId);

  /** The instance whose leaf has this index in the log. */
  Optional<IndexedInstance> byLeafIndex(long leafIndex);

  /** All instances in the order of receipt, read page by page; needs no closing. */
  Stream<IndexedInstance> all();

  /** The first {@code limit} instances, in the order of receipt, whose leaf is not in the log. */
  List<IndexedInstance> unlogged(int limit);

  /**
   * Records where leaves are in the log, all or none. Recording the same again changes nothing;
   * another index for a logged leaf, or an index twice, is refused.
   */
  void markLogged(List<LoggedLeaf> leaves);

  /** The highest leaf index recorded. */
  OptionalLong maxLeafIndex();

  /** The first {@code limit} deliveries to a destination, in the order of receipt, now due. */
  List<Delivery> pendingDeliveries(String destination, Instant now, int limit);

  /** When the next delivery to a destination is due; empty if none is pending. */
  Optional<Instant> earliestNextAttempt(String destination);

  /** All deliveries of an object. */
  List<Delivery> deliveries(ObjectId objectId);

  /** The first {@code limit} deliveries that were given up, in the order of receipt. */
  List<Delivery> deadLetters(int limit);

  /** Records that the destination confirmed the instance. */
  default void markDelivered(
      ObjectId objectId, String destination, int status, Instant deliveredAt) {
    Futures.await(markDeliveredAsync(objectId, destination, status, deliveredAt));
  }

  /**
   * As {@link #markDelivered}, for whoever need not wait: it takes part in the next transaction, or
   * in one of its own after 200 ms at the latest, or at {@link #flush}. Losing it in a crash only
   * sends the instance once more.
   */
  CompletableFuture<@Nullable Void> markDeliveredAsync(
      ObjectId objectId, String destination, int status, Instant deliveredAt);

  /**
   * Returns when every change asked for before is durable; what would have waited for another
   * transaction begins one now. For whoever has to wait for {@link #markDeliveredAsync} after all.
   */
  void flush();

  /** Records a failed attempt of a pending delivery; one that is not pending stays as it is. */
  void markAttemptFailed(
      ObjectId objectId, String destination, FailedAttempt failure, Instant nextAttemptAt);

  /** Records a failed attempt and gives a pending delivery up; another stays as it is. */
  void markDead(ObjectId objectId, String destination, FailedAttempt failure);

  /**
   * Makes a delivery pending again, due at {@code nextAttemptAt}, with no attempts counted. A new
   * one is made if the instance had none to that destination.
   */
  void requeue(ObjectId objectId, String destination, Instant nextAttemptAt);

  /** The first {@code limit} analyses of a kind, in the order of receipt, that are pending. */
  List<Analysis> pendingAnalyses(String kind, int limit);

  /** All analyses of an object. */
  List<Analysis> analyses(ObjectId objectId);

  /**
   * Sets the state of an analysis, which is made if it is not there.
   *
   * @param result JSON; null where there is none
   */
  void recordAnalysis(
      ObjectId objectId,
      String kind,
      AnalysisState state,
      @Nullable String result,
      Instant updatedAt);

  /** How much there is; costs the same however much that is. */
  IndexCounters counters();

  /** Transactions committed by this process; fewer than the changes where callers shared them. */
  long committedTransactions();

  @Override
  void close();
}
