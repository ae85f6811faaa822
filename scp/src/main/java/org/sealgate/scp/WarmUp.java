package org.sealgate.scp;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sealgate.scp.fingerprint.FingerprintWarmUp;
import org.sealgate.vault.crypto.CipherWarmUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what every image needs a few thousand times beside the start of the node, once in a virtual
 * machine, so that the first images find it compiled. Nothing waits for it.
 */
final class WarmUp implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
  private static final AtomicBoolean DONE = new AtomicBoolean();

  private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);
  private volatile boolean closed;

  private WarmUp() {}

  /** Begins, unless that was done before. */
  static WarmUp start() {
    WarmUp warmUp = new WarmUp();
    if (!DONE.getAndSet(true)) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  private void run() {
    long began = System.nanoTime();
    try {
      CipherWarmUp.run(() -> !closed);
      FingerprintWarmUp.run(() -> !closed);
      log.debug("warmed up in {} ms", (System.nanoTime() - began) / 1_000_000);
    } catch (IOException e) {
      throw new IllegalStateException(
          "what was sealed here opens, and what was made here parses", e);
    }
  }

  /** Breaks off. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
