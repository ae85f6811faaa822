package org.sealgate.vault.index;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the database. Whatever is waiting when a transaction begins shares
 * it, and so shares its forced write: the more callers, the fewer transactions each.
 *
 * <p>An urgent change begins a transaction at once. One that can wait takes part in the next, which
 * begins after a set time at the latest. Changes are made in the order in which they came.
 *
 * <p>Each change has its own savepoint, so one that is refused does not take the others with it.
 */
final class GroupCommitWriter implements AutoCloseable {

  /** One change; runs on the writer's thread inside a transaction. */
  @FunctionalInterface
  interface Change<T extends @Nullable Object> {
    T apply(Transaction transaction) throws SQLException;
  }

  /** Whether somebody waits for a change. */
  enum Urgency {
    URGENT,
    LAZY
  }

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);
  private static final int MAXIMUM_BATCH = 1024;

  private final Session session;
  private final LinkedBlockingQueue<Submission<?>> queue = new LinkedBlockingQueue<>();
  private final AtomicLong committedTransactions = new AtomicLong();
  private final Submission<?> stop = new Submission<>(Urgency.URGENT, transaction -> "stop");
  private final long maximumDelayNanoseconds;
  private final Runnable afterCommit;
  private final Thread thread;
  private final Object submitting = new Object();
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param maximumDelay how long a lazy change waits for an urgent one
   * @param afterCommit called on the writer's thread after each transaction
   */
  GroupCommitWriter(Session session, String name, Duration maximumDelay, Runnable afterCommit) {
    this.session = session;
    this.afterCommit = afterCommit;
    this.maximumDelayNanoseconds = maximumDelay.toNanos();
    // A platform thread: it spends its life in native calls, which would hold a carrier thread.
    this.thread = Thread.ofPlatform().name("index-writer-" + name).daemon().start(this::run);
  }

  /** The future completes on the writer's thread, when the change is durable or refused. */
  <T extends @Nullable Object> CompletableFuture<T> submit(Urgency urgency, Change<T> change) {
    Submission<T> submission = new Submission<>(urgency, change);
    synchronized (submitting) {
      if (closed) {
        submission.result.completeExceptionally(new IndexException("the index is closed", null));
      } else {
        queue.add(submission);
      }
    }
    return submission.result;
  }

  long committedTransactions() {
    return committedTransactions.get();
  }

  /** Finishes what was submitted before. */
  @Override
  public void close() {
    synchronized (submitting) {
      if (!closed) {
        closed = true;
        queue.add(stop);
      }
    }
    Threads.join(thread);
  }

  private void run() {
    List<Submission<?>> batch = new ArrayList<>();
    boolean running = true;
    while (running) {
      take(batch);
      running = !batch.remove(stop);
      if (!batch.isEmpty()) {
        commit(batch);
      }
      batch.clear();
    }
  }

  private void take(List<Submission<?>> batch) {
    try {
      Submission<?> next = queue.take();
      long deadline = System.nanoTime() + maximumDelayNanoseconds;
      while (next != null) {
        batch.add(next);
        boolean begins = next.urgency == Urgency.URGENT || batch.size() == MAXIMUM_BATCH;
        next = begins ? null : queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      queue.drainTo(batch, MAXIMUM_BATCH - batch.size());
    } catch (InterruptedException e) {
      // The queue still has to be served; closing is the way to end this thread.
      LOG.warn("the index writer does not stop when interrupted", e);
    }
  }

  private void commit(List<Submission<?>> batch) {
    try {
      session.execute(Sql.BEGIN);
      IndexCounters tally = IndexCounters.ZERO;
      for (Submission<?> submission : batch) {
        tally = tally.plus(submission.apply(session));
      }
      count(tally);
      session.execute(Sql.COMMIT);
      committedTransactions.incrementAndGet();
      batch.forEach(Submission::complete);
      afterCommit.run();
    } catch (Throwable e) {
      // Also an error of the virtual machine: the callers must not wait for ever.
      rollBack(e);
      batch.forEach(submission -> submission.fail("cannot commit: " + e.getMessage(), e));
    }
  }

  private void count(IndexCounters tally) throws SQLException {
    if (!tally.equals(IndexCounters.ZERO)) {
      session.update(
          Sql.ADD_TO_COUNTERS,
          tally.instances(),
          tally.bytes(),
          tally.pending(),
          tally.delivered(),
          tally.dead(),
          tally.unlogged());
    }
  }

  private void rollBack(Throwable cause) {
    try {
      session.execute(Sql.ROLLBACK);
    } catch (SQLException e) {
      // SQLite has rolled back by itself after some errors, a full disk among them.
      cause.addSuppressed(e);
    }
  }

  /** A change that waits, and then its outcome. */
  private static final class Submission<T extends @Nullable Object> {

    private final Urgency urgency;
    private final Change<T> change;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable outcome = () -> {};

    Submission(Urgency urgency, Change<T> change) {
      this.urgency = urgency;
      this.change = change;
    }

    /** Returns what the change adds to the counters. */
    IndexCounters apply(Session session) throws SQLException {
      session.execute(Sql.SAVEPOINT);
      try {
        Transaction transaction = new Transaction(session);
        T value = change.apply(transaction);
        session.execute(Sql.RELEASE);
        outcome = () -> result.complete(value);
        return transaction.tally();
      } catch (SQLException | RuntimeException e) {
        session.execute(Sql.ROLLBACK_TO_SAVEPOINT);
        session.execute(Sql.RELEASE);
        outcome = () -> fail(String.valueOf(e.getMessage()), e);
        return IndexCounters.ZERO;
      }
    }

    void complete() {
      outcome.run();
    }

    void fail(String message, Throwable cause) {
      result.completeExceptionally(
          cause instanceof IndexException ? cause : new IndexException(message, cause));
    }
  }
}
