package org.sealgate.scp.seal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.SignedCheckpoint;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.vault.index.IndexException;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.LoggedLeaf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the leaves of sealed instances to the log, in the order of receipt and each exactly once,
 * behind the store path. The log comes first and the index follows; what a crash leaves between the
 * two is settled at the next start.
 */
public final class LogSequencer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogSequencer.class);
  private static final int BATCH = 10_000;
  private static final long RETRY_SECONDS = 1;
  private static final long QUIET_MILLIS = 200;
  private static final long LONGEST_GATHER_MILLIS = 2_000;

  private final InstanceIndex index;
  private final TransparencyLog transparencyLog;
  private final LogSigner signer;
  private final Runnable onGrown;
  private final Semaphore work = new Semaphore(1);
  private final Thread thread;
  private long publishedSize;
  private volatile boolean closed;

  private LogSequencer(
      InstanceIndex index, TransparencyLog transparencyLog, LogSigner signer, Runnable onGrown) {
    this.index = index;
    this.transparencyLog = transparencyLog;
    this.signer = signer;
    this.onGrown = onGrown;
    this.thread = Thread.ofPlatform().name("log-sequencer").daemon().unstarted(this::run);
  }

  /**
   * Settles what the last run left and starts.
   *
   * @param onGrown called after each new checkpoint
   * @throws IOException if log and index do not belong together
   */
  public static LogSequencer start(
      InstanceIndex index, TransparencyLog transparencyLog, LogSigner signer, Runnable onGrown)
      throws IOException {
    LogSequencer sequencer = new LogSequencer(index, transparencyLog, signer, onGrown);
    sequencer.publishedSize =
        transparencyLog.published().map(signed -> signed.checkpoint().size()).orElse(0L);
    sequencer.settle();
    sequencer.publishIfGrown();
    sequencer.thread.start();
    return sequencer;
  }

  /** Says that there are instances whose leaf is not in the log; returns at once. */
  public void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  /** Finds the leaves that reached the log but whose place did not reach the index. */
  private void settle() throws IOException {
    long first = index.maxLeafIndex().orElse(-1) + 1;
    long size = transparencyLog.size();
    if (first > size) {
      throw new IOException(
          "the index knows of leaf "
              + (first - 1)
              + " but the log has only "
              + size
              + " leaves: they do not belong together");
    }
    if (first == size) {
      return;
    }
    Map<Digest, IndexedInstance> waiting = new HashMap<>();
    index
        .unlogged((int) Math.min(Integer.MAX_VALUE, size - first))
        .forEach(i -> waiting.put(leafHash(i), i));
    List<LoggedLeaf> found = new ArrayList<>();
    for (long leafIndex = first; leafIndex < size; leafIndex++) {
      IndexedInstance instance = waiting.get(transparencyLog.leafHash(leafIndex));
      if (instance == null) {
        throw new IOException(
            "leaf " + leafIndex + " of the log belongs to no instance of the index");
      }
      found.add(new LoggedLeaf(instance.objectId(), leafIndex));
    }
    index.markLogged(found);
    log.info("settled {} leaves that were in the log but not in the index", found.size());
  }

  private void run() {
    while (!closed) {
      try {
        if (work.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS)) {
          gather();
        }
        settle();
        appendAll();
        publishIfGrown();
      } catch (InterruptedException e) {
        return;
      } catch (IOException | IndexException e) {
        log.error("leaves could not be appended to the log; trying again", e);
      }
    }
  }

  /**
   * Lets a batch come together, until no instance came for a moment: each append costs a signature
   * and several forced writes on the disk that the store path waits for.
   */
  private void gather() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_GATHER_MILLIS);
    boolean stillComing = true;
    while (stillComing && !closed && System.nanoTime() < end) {
      work.drainPermits();
      Thread.sleep(QUIET_MILLIS);
      stillComing = work.availablePermits() > 0;
    }
    work.drainPermits();
  }

  private void appendAll() throws IOException {
    List<IndexedInstance> batch = index.unlogged(BATCH);
    while (!batch.isEmpty() && !closed) {
      append(batch);
      batch = index.unlogged(BATCH);
    }
  }

  private void append(List<IndexedInstance> batch) throws IOException {
    long first = transparencyLog.append(batch.stream().map(LogSequencer::leafHash).toList());
    List<LoggedLeaf> logged = new ArrayList<>(batch.size());
    for (IndexedInstance instance : batch) {
      logged.add(new LoggedLeaf(instance.objectId(), first + logged.size()));
    }
    index.markLogged(logged);
    publishIfGrown();
  }

  /** Also catches up on a checkpoint that a crash or a full disk kept from being published. */
  private void publishIfGrown() throws IOException {
    long size = transparencyLog.size();
    if (size > publishedSize) {
      SignedCheckpoint checkpoint = signer.sign(size, transparencyLog.root(size));
      transparencyLog.publish(checkpoint);
      publishedSize = size;
      onGrown.run();
    }
  }

  private static Digest leafHash(IndexedInstance instance) {
    return Digest.of(instance.instance().leaf().hash().bytes());
  }

  @Override
  public void close() {
    closed = true;
    work.release(); // no interrupt: it would close the log's files under a running append
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
