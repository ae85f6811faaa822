package org.sealgate.scp.analysis;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the thread behind a queue that there is work. Safe for use by many threads. */
public final class WorkSignal {
  private final Semaphore work = new Semaphore(1);

  /** There is work; raising it twice before it is seen is the same as once. */
  public void raise() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  /** Waits until there is work, at most for the given time. */
  void await(Duration longest) throws InterruptedException {
    var _ = work.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
