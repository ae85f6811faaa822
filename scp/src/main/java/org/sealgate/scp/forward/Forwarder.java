package org.sealgate.scp.forward;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.audit.AuditLog;
import org.sealgate.scp.config.NodeConfiguration;
import org.sealgate.scp.seal.SealedInstance;
import org.sealgate.scp.upstream.PacsConnector;
import org.sealgate.vault.index.Delivery;
import org.sealgate.vault.index.DeliveryState;
import org.sealgate.vault.index.IndexException;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends from the vault what the PACS has not confirmed: in the order of receipt, with back-off,
 * over restarts, and in the end to the dead-letter list.
 */
public final class Forwarder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
  private static final int BATCH = 256;
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(30);

  /**
   * At the start nothing is under way elsewhere, so everything pending is due, whatever was planned
   * for it, until an attempt fails; from then on what was planned holds.
   */
  private static final Duration ALL_TIME = Duration.ofDays(36_500);

  private final InstanceIndex index;
  private final DeliveryRecorder recorder;
  private final DeliveryRun.Factory runs;
  private final String destination;
  private final Duration grace;
  private final Clock clock;
  private final Semaphore work = new Semaphore(1);
  private final Thread thread = Thread.ofPlatform().name("forwarder").daemon().unstarted(this::run);
  private volatile boolean closed;

  public Forwarder(
      InstanceIndex index,
      ObjectStore vault,
      PacsConnector connector,
      AuditLog audit,
      NodeConfiguration configuration,
      Clock clock) {
    this.index = index;
    this.destination = configuration.pacs().aeTitle();
    this.grace = configuration.pacs().responseTimeout().plus(GRACE);
    this.clock = clock;
    this.recorder =
        new DeliveryRecorder(index, audit, destination, new Backoff(configuration.retry()), clock);
    this.runs = new DeliveryRun.Factory(vault, index, connector, recorder);
  }

  /** Starts working off what is pending. */
  public void start() {
    thread.start();
  }

  /** Until when an instance that the store path itself is sending is left alone. */
  public Instant graceEnd() {
    return clock.instant().plus(grace);
  }

  /** Takes over an instance that the store path did not get to the PACS. */
  public void takeOver(SealedInstance sealed) {
    boolean delivered =
        index.deliveries(sealed.indexed().objectId()).stream()
            .anyMatch(delivery -> delivery.state() == DeliveryState.DELIVERED);
    if (!delivered) {
      index.requeue(sealed.indexed().objectId(), destination, clock.instant());
      wake();
    }
  }

  /** Records what the PACS answered to the store path. */
  public void answered(SealedInstance sealed, Status status) {
    // Not waited for: what a crash loses of it only sends the instance once more.
    var _ =
        recorder.answered(sealed.indexed().objectId(), sealed.indexed().instanceUid(), 0, status);
  }

  /** Looks for work now. */
  public void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  private void run() {
    boolean first = true;
    while (!closed) {
      try {
        long failures = recorder.failures();
        boolean busy = deliverDue(first ? clock.instant().plus(ALL_TIME) : clock.instant());
        first = first && busy && recorder.failures() == failures;
        if (!busy) {
          sleepUntilDue();
        }
      } catch (InterruptedException e) {
        return;
      } catch (IndexException e) {
        log.error("forwarding is held up by the index; trying again", e);
        pause();
      }
    }
  }

  private void sleepUntilDue() throws InterruptedException {
    Duration wait =
        index
            .earliestNextAttempt(destination)
            .map(due -> Duration.between(clock.instant(), due))
            .filter(due -> due.compareTo(LONGEST_SLEEP) < 0)
            .orElse(LONGEST_SLEEP);
    work.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
  }

  private void pause() {
    try {
      Thread.sleep(LONGEST_SLEEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends one batch of what is due; false if nothing was. */
  private boolean deliverDue(Instant now) {
    List<Delivery> due = index.pendingDeliveries(destination, now, BATCH);
    Map<String, List<Delivery>> bySource =
        due.stream()
            .collect(
                Collectors.groupingBy(
                    delivery -> delivery.instance().instance().source(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    for (Map.Entry<String, List<Delivery>> group : bySource.entrySet()) {
      deliver(group.getKey(), group.getValue());
    }
    return !due.isEmpty();
  }

  private void deliver(String source, List<Delivery> group) {
    List<Delivery> rest = group;
    while (!rest.isEmpty() && !closed) {
      try (DeliveryRun run = runs.open(source, rest)) {
        rest = run.deliverAll();
      } catch (IOException e) {
        log.warn("{} instances wait for the PACS: {}", rest.size(), e.toString());
        for (Delivery delivery : rest) {
          recorder.unanswered(
              delivery.instance().objectId(),
              delivery.instance().instanceUid(),
              delivery.attempts(),
              e.toString(),
              false);
        }
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    work.release(); // no interrupt: it would break a delivery off in the middle
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
