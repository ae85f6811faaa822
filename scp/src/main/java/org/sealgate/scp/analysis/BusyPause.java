package org.sealgate.scp.analysis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sealgate.scp.store.StoreActivity;

/**
 * Keeps classification out of the store path's way: between two images it waits until no instance
 * comes in, but not longer than a set time, so that it never stands still. Used by one thread;
 * {@link #end} may be called by any.
 */
final class BusyPause {
  /** The store path counts as quiet after this; between two slices of a series is less. */
  private static final Duration QUIET = Duration.ofMillis(250);

  private final StoreActivity activity;
  private final Duration longest;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param longest wait before one image
   */
  BusyPause(StoreActivity activity, Duration longest) {
    this.activity = activity;
    this.longest = longest;
  }

  /** Waits for the next turn. */
  void await() throws InterruptedException {
    long began = System.nanoTime();
    long left = longest.toNanos();
    while (left > 0 && !activity.isQuietFor(QUIET)) {
      if (ended.await(Math.min(left, QUIET.toNanos()), TimeUnit.NANOSECONDS)) {
        return;
      }
      left = longest.toNanos() - (System.nanoTime() - began);
    }
  }

  /** No more waiting. */
  void end() {
    ended.countDown();
  }
}
