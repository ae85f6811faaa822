package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the PACS at one point until a test says go on, and tells the test when it is there. */
public final class Gate {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /** Waits until the PACS has come to the gate. */
  public void awaitArrival() throws IOException {
    await(arrived, "nobody came to the gate");
  }

  /** Lets everyone pass, now and later. */
  public void open() {
    opened.countDown();
  }

  void pass() throws IOException {
    arrived.countDown();
    await(opened, "the gate stayed closed");
  }

  private static void await(CountDownLatch latch, String failure) throws IOException {
    try {
      if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(failure + " for " + LIMIT.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(failure).initCause(e);
    }
  }
}
