package org.sealgate.scp.retrieve;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes all retrievals together may hold in memory. Safe for use by many threads. */
final class MemoryBudget {
  private final AtomicLong free;

  MemoryBudget(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  /**
   * Takes bytes out of the budget if there are enough; never waits, so that no two retrievals wait
   * for each other.
   */
  boolean tryTake(long bytes) {
    long before = free.get();
    while (before >= bytes) {
      if (free.compareAndSet(before, before - bytes)) {
        return true;
      }
      before = free.get();
    }
    return false;
  }

  void giveBack(long bytes) {
    free.addAndGet(bytes);
  }
}
