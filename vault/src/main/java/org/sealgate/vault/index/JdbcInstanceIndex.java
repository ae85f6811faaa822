package org.sealgate.vault.index;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.GroupCommitWriter.Urgency;

/** The index in a database: one writer, a few readers, a thread for checkpoints. */
final class JdbcInstanceIndex implements InstanceIndex {

  private static final int PAGE_SIZE = 500;
  private static final Duration MAXIMUM_DELAY = Duration.ofMillis(200);
  // Whoever hangs code on a future must not run it on, and so stop, the writer's thread.
  private static final Executor DEPENDENTS = Thread::startVirtualThread;

  private final Session writeSession;
  private final GroupCommitWriter writer;
  private final SqliteCheckpoints checkpoints;
  private final ReadSessions readers;

  JdbcInstanceIndex(
      Session writeSession, ReadSessions readers, SqliteCheckpoints checkpoints, String name) {
    this.writeSession = writeSession;
    this.writer = new GroupCommitWriter(writeSession, name, MAXIMUM_DELAY, checkpoints::committed);
    this.checkpoints = checkpoints;
    this.readers = readers;
  }

  @Override
  public int add(NewEntry entry) {
    return write(transaction -> Changes.add(transaction, entry));
  }

  @Override
  public CompletableFuture<Integer> addAsync(NewEntry entry) {
    return writer
        .submit(Urgency.URGENT, transaction -> Changes.add(transaction, entry))
        .thenApplyAsync(Function.identity(), DEPENDENTS);
  }

  @Override
  public boolean remove(ObjectId objectId) {
    return write(transaction -> Changes.remove(transaction, objectId));
  }

  @Override
  public Optional<IndexedInstance> latest(String instanceUid) {
    return first(Sql.LATEST, Rows::instance, instanceUid);
  }

  @Override
  public List<IndexedInstance> versions(String instanceUid) {
    return list(Sql.VERSIONS, Rows::instance, instanceUid);
  }

  @Override
  public List<IndexedInstance> byStudy(String studyUid) {
    return list(Sql.BY_STUDY, Rows::instance, studyUid);
  }

  @Override
  public List<IndexedInstance> bySeries(String seriesUid) {
    return list(Sql.BY_SERIES, Rows::instance, seriesUid);
  }

  @Override
  public List<IndexedInstance> byPatient(Digest patientKey) {
    return list(Sql.BY_PATIENT, Rows::instance, patientKey);
  }

  @Override
  public List<IndexedInstance> withoutPatient(int limit) {
    return list(Sql.WITHOUT_PATIENT, Rows::instance, limit);
  }

  @Override
  public void setPatient(ObjectId objectId, PatientKeys patient) {
    write(transaction -> Changes.setPatient(transaction, objectId, patient));
  }

  @Override
  public Optional<IndexedInstance> byObjectId(ObjectId objectId) {
    return first(Sql.BY_OBJECT_ID, Rows::instance, objectId);
  }

  @Override
  public Optional<IndexedInstance> byLeafIndex(long leafIndex) {
    return first(Sql.BY_LEAF_INDEX, Rows::instance, leafIndex);
  }

  @Override
  public Stream<IndexedInstance> all() {
    return Stream.iterate(page(0), page -> !page.isEmpty(), page -> page(page.getLast().sequence()))
        .flatMap(List::stream);
  }

  @Override
  public List<IndexedInstance> unlogged(int limit) {
    return list(Sql.UNLOGGED, Rows::instance, limit);
  }

  @Override
  public void markLogged(List<LoggedLeaf> leaves) {
    List<LoggedLeaf> copy = List.copyOf(leaves);
    write(transaction -> Changes.markLogged(transaction, copy));
  }

  @Override
  public OptionalLong maxLeafIndex() {
    return first(Sql.MAXIMUM_LEAF_INDEX, row -> Optional.ofNullable(Rows.nullableLong(row, 1)))
        .flatMap(Function.identity())
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public List<Delivery> pendingDeliveries(String destination, Instant now, int limit) {
    return list(Sql.PENDING_DELIVERIES, Rows::delivery, destination, now, limit);
  }

  @Override
  public Optional<Instant> earliestNextAttempt(String destination) {
    return first(
            Sql.EARLIEST_NEXT_ATTEMPT,
            row -> Optional.ofNullable(Rows.nullableInstant(row, 1)),
            destination)
        .flatMap(Function.identity());
  }

  @Override
  public List<Delivery> deliveries(ObjectId objectId) {
    return list(Sql.DELIVERIES_OF_OBJECT, Rows::delivery, objectId);
  }

  @Override
  public List<Delivery> deadLetters(int limit) {
    return list(Sql.DEAD_LETTERS, Rows::delivery, limit);
  }

  @Override
  public void markDelivered(
      ObjectId objectId, String destination, int status, Instant deliveredAt) {
    write(transaction ->
        Changes.markDelivered(transaction, objectId, destination, status, deliveredAt));
  }

  @Override
  public CompletableFuture<@Nullable Void> markDeliveredAsync(
      ObjectId objectId, String destination, int status, Instant deliveredAt) {
    return writer
        .submit(
            Urgency.LAZY,
            transaction ->
                Changes.markDelivered(transaction, objectId, destination, status, deliveredAt))
        .thenAcceptAsync(done -> {}, DEPENDENTS);
  }

  @Override
  public void flush() {
    write(transaction -> transaction.tally());
  }

  @Override
  public void markAttemptFailed(
      ObjectId objectId, String destination, FailedAttempt failure, Instant nextAttemptAt) {
    write(transaction ->
        Changes.markFailed(
            transaction, objectId, destination, DeliveryState.PENDING, failure, nextAttemptAt));
  }

  @Override
  public void markDead(ObjectId objectId, String destination, FailedAttempt failure) {
    write(transaction ->
        Changes.markFailed(
            transaction, objectId, destination, DeliveryState.DEAD, failure, Instant.EPOCH));
  }

  @Override
  public void requeue(ObjectId objectId, String destination, Instant nextAttemptAt) {
    write(transaction -> Changes.requeue(transaction, objectId, destination, nextAttemptAt));
  }

  @Override
  public List<Analysis> pendingAnalyses(String kind, int limit) {
    return list(Sql.PENDING_ANALYSES, Rows::analysis, kind, limit);
  }

  @Override
  public List<Analysis> analyses(ObjectId objectId) {
    return list(Sql.ANALYSES_OF_OBJECT, Rows::analysis, objectId);
  }

  @Override
  public void recordAnalysis(
      ObjectId objectId,
      String kind,
      AnalysisState state,
      @Nullable String result,
      Instant updatedAt) {
    write(transaction ->
        Changes.recordAnalysis(transaction, objectId, kind, state, result, updatedAt));
  }

  @Override
  public IndexCounters counters() {
    return first(Sql.COUNTERS, Rows::counters).orElseThrow();
  }

  @Override
  public long committedTransactions() {
    return writer.committedTransactions();
  }

  @Override
  public void close() {
    writer.close();
    try {
      checkpoints.close();
      readers.close();
      writeSession.close();
    } catch (SQLException e) {
      throw new IndexException("cannot close the index: " + e.getMessage(), e);
    }
  }

  private List<IndexedInstance> page(long afterSequence) {
    return list(Sql.AFTER_SEQUENCE, Rows::instance, afterSequence, PAGE_SIZE);
  }

  private <T> T write(GroupCommitWriter.Change<T> change) {
    return Futures.await(writer.submit(Urgency.URGENT, change));
  }

  private <T> List<T> list(String sql, Session.RowMapper<T> mapper, Object... parameters) {
    return readers.read(session -> session.query(sql, mapper, parameters));
  }

  private <T> Optional<T> first(String sql, Session.RowMapper<T> mapper, Object... parameters) {
    return readers.read(session -> session.queryFirst(sql, mapper, parameters));
  }
}
