package org.sealgate.vault.index;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few sessions for reading; who asks for one more waits until one is free. */
final class ReadSessions implements AutoCloseable {

  /** Opens a session. */
  @FunctionalInterface
  interface Opener {
    Session open() throws SQLException;
  }

  /** Reads something. */
  @FunctionalInterface
  interface Query<T> {
    T run(Session session) throws SQLException;
  }

  private static final int MAXIMUM = 4;

  private final Opener opener;
  private final Semaphore permits = new Semaphore(MAXIMUM);
  private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ReadSessions(Opener opener) {
    this.opener = opener;
  }

  <T> T read(Query<T> query) {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IndexException("the index is closed", null);
      }
      Session session = take();
      try {
        return query.run(session);
      } finally {
        idle.push(session);
      }
    } catch (SQLException e) {
      throw new IndexException("cannot read the index: " + e.getMessage(), e);
    } finally {
      permits.release();
    }
  }

  /** Waits for the reads that are under way. */
  @Override
  public void close() throws SQLException {
    closed = true;
    permits.acquireUninterruptibly(MAXIMUM);
    try {
      for (Session session = idle.poll(); session != null; session = idle.poll()) {
        session.close();
      }
    } finally {
      permits.release(MAXIMUM);
    }
  }

  private Session take() throws SQLException {
    Session session = idle.poll();
    return session == null ? opener.open() : session;
  }
}
