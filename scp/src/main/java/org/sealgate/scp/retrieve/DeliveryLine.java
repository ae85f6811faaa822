package org.sealgate.scp.retrieve;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.StoreRequest;
import org.sealgate.scp.forward.InstanceSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what may leave, one after the other, on a thread of its own, so that the next instance is
 * received and checked while this one is sent. Holds up who submits when too much waits.
 */
final class DeliveryLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliveryLine.class);

  private final Destination destination;
  private final Progress progress;
  private final Runnable onEach;
  private final long mostWaitingBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Deliverable> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long waitingBytes;
  private boolean busy;
  private boolean closed;
  private volatile boolean stopped;

  /**
   * @param mostWaitingBytes submitting waits while at least this much waits already
   * @param onEach called after each instance, on the line's thread
   */
  DeliveryLine(Destination destination, Progress progress, long mostWaitingBytes, Runnable onEach) {
    this.destination = destination;
    this.progress = progress;
    this.mostWaitingBytes = mostWaitingBytes;
    this.onEach = onEach;
    this.thread = Thread.ofPlatform().daemon().name("delivery-line").start(this::run);
  }

  /** Puts an instance in line. */
  void submit(Deliverable deliverable) {
    lock.lock();
    try {
      while (waitingBytes >= mostWaitingBytes) {
        changed.awaitUninterruptibly();
      }
      waiting.add(deliverable);
      waitingBytes += deliverable.size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is in line, or comes, is not wanted any more: it is dropped and counts as remaining. */
  void stop() {
    stopped = true;
  }

  /** Waits until everything in line was sent or dropped. */
  void drain() {
    lock.lock();
    try {
      while (busy || !waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (Deliverable next = take(); next != null; next = take()) {
      boolean delivered = false;
      try {
        delivered = !stopped && deliver(next);
      } finally {
        done(next, delivered);
      }
    }
  }

  private @Nullable Deliverable take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      busy = !waiting.isEmpty();
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  /** Whatever fails in telling of the outcome, the line goes on: others wait for it. */
  private void done(Deliverable deliverable, boolean delivered) {
    try {
      deliverable.outcome().accept(delivered);
      onEach.run();
    } catch (RuntimeException e) {
      log.error("the outcome of {} could not be told", deliverable.sopInstanceUid(), e);
    }
    lock.lock();
    try {
      busy = false;
      waitingBytes -= deliverable.size();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean deliver(Deliverable deliverable) {
    try {
      Optional<Destination.Lane> lane = destination.lane(deliverable.need());
      if (lane.isEmpty()) {
        log.warn("the destination accepts {} in no usable transfer syntax", deliverable.need());
        progress.failed(deliverable.sopInstanceUid());
        return false;
      }
      Status status =
          InstanceSender.send(
              lane.get().association(),
              lane.get().context(),
              request(deliverable.sopClassUid(), deliverable.sopInstanceUid()),
              deliverable.transferSyntax(),
              deliverable.content());
      progress.answered(deliverable.sopInstanceUid(), status);
      return status.isSuccessOrWarning();
    } catch (IOException | RuntimeException e) {
      log.warn("{} did not reach its destination: {}", deliverable.sopInstanceUid(), e.toString());
      progress.failed(deliverable.sopInstanceUid());
      return false;
    }
  }

  StoreRequest request(String sopClassUid, String sopInstanceUid) {
    return new StoreRequest(sopClassUid, sopInstanceUid, Priority.MEDIUM, destination.originator());
  }

  /** Ends the line after what is in it. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    destination.close();
  }
}
