package org.sealgate.vault.index;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what is in SQLite's write-ahead log over into the database, on a thread and a connection
 * of its own: the forced writes of that are then not in the way of a commit. A passive checkpoint
 * waits for nobody and makes nobody wait.
 */
final class SqliteCheckpoints implements AutoCloseable {

  /** Transactions from one checkpoint to the next. */
  static final int INTERVAL = 128;

  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpoints.class);
  private static final String CHECKPOINT = "pragma wal_checkpoint(passive)";

  private final Session session;
  private final AtomicLong transactions = new AtomicLong();
  private final Semaphore due = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  SqliteCheckpoints(Session session, String name) {
    this.session = session;
    this.thread = Thread.ofPlatform().name("index-checkpoint-" + name).daemon().start(this::run);
  }

  /** Counts a transaction; returns at once. */
  void committed() {
    if (transactions.incrementAndGet() % INTERVAL == 0) {
      due.release();
    }
  }

  /** Waits for a checkpoint that is under way. */
  @Override
  public void close() throws SQLException {
    closed = true;
    due.release();
    Threads.join(thread);
    session.close();
  }

  private void run() {
    while (!closed) {
      due.acquireUninterruptibly();
      due.drainPermits();
      if (!closed) {
        checkpoint();
      }
    }
  }

  private void checkpoint() {
    try {
      session.query(CHECKPOINT, row -> row.getInt(1));
    } catch (SQLException e) {
      // The log only grows; the writer makes a checkpoint itself when it has grown too long.
      LOG.warn("cannot carry the write-ahead log over into the index: {}", e.getMessage());
    }
  }
}
