package org.sealgate.dimse.association;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the times of one association. Blocking channels have no read time-out, so the threads
 * note since when they wait, and one scheduler thread for all associations compares now and then;
 * noting costs the data path one volatile write.
 */
final class Watch implements Runnable {
  private static final long NOT_WAITING = Long.MIN_VALUE;
  private static final ScheduledThreadPoolExecutor SCHEDULER = scheduler();

  private final AssociationTimeouts timeouts;
  private final long longestSleepNanos;
  private final Consumer<AssociationTimeoutException> onTimeout;
  private volatile long readingSince = NOT_WAITING;
  private volatile long writingSince = NOT_WAITING;
  private volatile long artimSince = NOT_WAITING;
  private volatile long associateSince = NOT_WAITING;
  private volatile long lastActivity = System.nanoTime();
  private final MessageWaits messageWaits;
  private volatile boolean insideMessage;
  private volatile BooleanSupplier busy = () -> false;
  private volatile boolean stopped;
  private volatile @Nullable ScheduledFuture<?> next;

  Watch(AssociationTimeouts timeouts, Consumer<AssociationTimeoutException> onTimeout) {
    this.timeouts = timeouts;
    this.onTimeout = onTimeout;
    this.messageWaits = new MessageWaits(timeouts.minimumRate());
    this.longestSleepNanos =
        Math.min(
            Math.min(timeouts.idle().toNanos(), timeouts.message().toNanos()),
            Math.min(
                Math.min(timeouts.write().toNanos(), timeouts.artim().toNanos()),
                timeouts.associate().toNanos()));
  }

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("dimse-watch").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  void start() {
    schedule(longestSleepNanos);
  }

  void stop() {
    stopped = true;
    ScheduledFuture<?> scheduled = next;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }

  /** Whether an operation is in progress, during which silence between messages is allowed. */
  void busyWhile(BooleanSupplier operationsInProgress) {
    busy = operationsInProgress;
  }

  void startArtim() {
    artimSince = System.nanoTime();
  }

  void stopArtim() {
    artimSince = NOT_WAITING;
  }

  void awaitAssociateAnswer(boolean waiting) {
    associateSince = waiting ? System.nanoTime() : NOT_WAITING;
  }

  /** A message has ended; idle time counts until the next one begins. */
  void messageEnded() {
    insideMessage = false;
    messageWaits.clear();
  }

  /** A message begins, or goes on: the peer owes the rest of it. */
  void messageGoesOn() {
    insideMessage = true;
  }

  /** The header of a PDU came, so all of the PDU before it, and so many bytes are to follow. */
  void pduBegan(long length) {
    messageWaits.pduBegan(length);
    insideMessage = true;
  }

  void readBegins() {
    readingSince = System.nanoTime();
  }

  void readEnds() {
    long now = System.nanoTime();
    long waited = now - readingSince;
    lastActivity = now;
    // Before the wait is added up, so that nobody sees it twice.
    readingSince = NOT_WAITING;
    if (insideMessage) {
      messageWaits.add(waited);
    }
  }

  void writeBegins() {
    writingSince = System.nanoTime();
  }

  void writeEnds() {
    writingSince = NOT_WAITING;
    lastActivity = System.nanoTime();
  }

  /** An operation ended: idle time counts from here. */
  void touch() {
    lastActivity = System.nanoTime();
  }

  @Override
  public void run() {
    if (stopped) {
      return;
    }
    long now = System.nanoTime();
    long left = longestSleepNanos;
    left =
        Math.min(left, check(now, artimSince, 0, timeouts.artim().toNanos(), LimitKind.ARTIM_TIME));
    left =
        Math.min(
            left,
            check(
                now, associateSince, 0, timeouts.associate().toNanos(), LimitKind.ASSOCIATE_TIME));
    left =
        Math.min(
            left, check(now, writingSince, 0, timeouts.write().toNanos(), LimitKind.WRITE_TIME));
    left = Math.min(left, checkRead(now));
    schedule(left);
  }

  private long checkRead(long now) {
    long before = messageWaits.nanos();
    long since = readingSince;
    if (since == NOT_WAITING || artimSince != NOT_WAITING || associateSince != NOT_WAITING) {
      return Long.MAX_VALUE;
    }
    if (insideMessage) {
      return check(now, since, before, timeouts.message().toNanos(), LimitKind.MESSAGE_TIME);
    }
    if (busy.getAsBoolean()) {
      return Long.MAX_VALUE;
    }
    return check(
        now, Math.max(since, lastActivity), 0, timeouts.idle().toNanos(), LimitKind.IDLE_TIME);
  }

  /** Returns the nanoseconds left; reports a time-out where none are. */
  private long check(long now, long since, long before, long allowed, LimitKind limit) {
    if (since == NOT_WAITING) {
      return Long.MAX_VALUE;
    }
    long left = allowed - before - (now - since);
    if (left > 0) {
      return left;
    }
    AssociationTimeoutException timeout =
        new AssociationTimeoutException(
            limit,
            "%s: the peer kept this side waiting for %d ms".formatted(limit, allowed / 1_000_000));
    // Reporting may write an A-ABORT and so block; the scheduler serves all associations.
    Thread.ofVirtual().name("dimse-timeout").start(() -> onTimeout.accept(timeout));
    return Long.MAX_VALUE;
  }

  private void schedule(long nanos) {
    next = SCHEDULER.schedule(this, Math.max(nanos, 1_000_000), TimeUnit.NANOSECONDS);
  }
}
