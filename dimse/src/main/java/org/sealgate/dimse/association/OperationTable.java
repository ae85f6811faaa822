package org.sealgate.dimse.association;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The operations that this side has invoked and that are not answered: message ids, and the window
 * of how many there may be at a time (PS3.7 D.3.3.3).
 */
final class OperationTable {
  /** Stands for "no limit"; more message ids than this are not there. */
  private static final int UNLIMITED = 65535;

  private final ConcurrentHashMap<Integer, ResponseReceiver> outstanding =
      new ConcurrentHashMap<>();

  /**
   * Message ids are unique on an association (PS3.7 9.1); here they are so in the process, because
   * a C-MOVE's sub-operations come over another association and name nothing but the Move
   * Originator's title and Message ID.
   */
  private static final AtomicInteger LAST_MESSAGE_ID = new AtomicInteger();

  private final Semaphore window;
  private final Duration patience;
  private final Watch watch;
  private volatile @Nullable IOException ended;

  OperationTable(int window, Duration patience, Watch watch) {
    this.window = new Semaphore(window == 0 ? UNLIMITED : window, true);
    this.patience = patience;
    this.watch = watch;
  }

  boolean isEmpty() {
    return outstanding.isEmpty();
  }

  /** Waits for room in the window and registers an operation; returns its message id. */
  int open(ResponseReceiver receiver) throws IOException {
    awaitRoom();
    int messageId = nextFreeId(receiver);
    IOException end = ended;
    if (end != null && close(messageId) != null) {
      throw end;
    }
    return messageId;
  }

  @Nullable ResponseReceiver receiver(int messageId) {
    return outstanding.get(messageId);
  }

  /** The final response came, or the request was never sent: makes room for the next operation. */
  @Nullable ResponseReceiver close(int messageId) {
    ResponseReceiver receiver = outstanding.remove(messageId);
    if (receiver != null) {
      window.release();
      watch.touch();
    }
    return receiver;
  }

  /** The association ended: no response comes any more. */
  void failAll(IOException cause) {
    ended = cause;
    for (Integer messageId : outstanding.keySet()) {
      ResponseReceiver receiver = close(messageId);
      if (receiver != null) {
        receiver.failed(cause);
      }
    }
  }

  private void awaitRoom() throws IOException {
    try {
      if (!window.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssociationTimeoutException(
            LimitKind.DIMSE_TIME,
            "No response within %d ms that would make room in the operations window"
                .formatted(patience.toMillis()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the window");
    }
  }

  private int nextFreeId(ResponseReceiver receiver) {
    while (true) {
      int messageId = LAST_MESSAGE_ID.updateAndGet(id -> id >= 0xFFFF ? 1 : id + 1);
      if (outstanding.putIfAbsent(messageId, receiver) == null) {
        return messageId;
      }
    }
  }
}
