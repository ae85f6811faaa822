package org.sealgate.scp.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How busy the store path is, for work behind it that shall not slow it down. Safe for use by many
 * threads.
 */
public final class StoreActivity {
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile long lastEnd = System.nanoTime() - Duration.ofDays(1).toNanos();

  /** One instance on its way in; to be closed at its end. */
  public interface Passage extends AutoCloseable {
    @Override
    void close();
  }

  /** Begins an instance. */
  public Passage begin() {
    underWay.incrementAndGet();
    return () -> {
      lastEnd = System.nanoTime();
      underWay.decrementAndGet();
    };
  }

  /** Whether no instance is on its way in, nor has been for the given time. */
  public boolean isQuietFor(Duration time) {
    return underWay.get() == 0 && System.nanoTime() - lastEnd >= time.toNanos();
  }
}
