package org.sealgate.scp.retrieve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.MoveOriginator;

/**
 * The retrievals that wait for C-STORE sub-operations of the PACS, by the Move Originator that each
 * of those names (PS3.7 9.1.1.1.5). Safe for use by many threads.
 */
final class RetrievalRegistry {
  /** The PACS may begin to send before the C-MOVE-RQ's Message ID is registered. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<MoveOriginator, Retrieval> waiting = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition registered = lock.newCondition();

  void register(MoveOriginator originator, Retrieval retrieval) {
    lock.lock();
    try {
      waiting.put(originator, retrieval);
      registered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void remove(MoveOriginator originator) {
    lock.lock();
    try {
      waiting.remove(originator);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The retrieval that a sub-operation belongs to; a PACS that names no originator can only mean
   * the one that waits.
   */
  Optional<Retrieval> find(Optional<MoveOriginator> originator) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (left > 0) {
        Retrieval found = originator.map(waiting::get).orElseGet(this::onlyOne);
        if (found != null) {
          return Optional.of(found);
        }
        left = registered.awaitNanos(left);
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Retrieval onlyOne() {
    return waiting.size() == 1 ? waiting.values().iterator().next() : null;
  }
}
