package org.sealgate.vault.index;

/** What one change works with: the writer's session, and a tally of what it adds and takes away. */
final class Transaction {

  private final Session session;
  private IndexCounters tally = IndexCounters.ZERO;

  Transaction(Session session) {
    this.session = session;
  }

  Session session() {
    return session;
  }

  void count(IndexCounters difference) {
    tally = tally.plus(difference);
  }

  IndexCounters tally() {
    return tally;
  }
}
