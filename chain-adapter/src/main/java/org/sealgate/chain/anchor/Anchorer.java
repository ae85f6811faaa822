package org.sealgate.chain.anchor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Anchors a log on a chain, on a thread of its own: one transaction for everything that is pending,
 * the next when that is in a block. What is signed is kept in an outbox before it is sent, so after
 * a crash at any point the same transaction is sent again and no size is anchored twice. No caller
 * ever waits for the chain, and no trouble with it gets out of here: it shows in {@link #status}
 * and once in the program's log.
 */
public final class Anchorer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Anchorer.class);

  private static final int IDLE_POLLS = 30;
  private static final Duration FIRST_LOOK = Duration.ofMillis(50);

  private final AnchorSettings settings;
  private final TransparencyLog log;
  private final Digest logId;
  private final AnchorChain chain;
  private final AnchorHistory history;
  private final AnchorPlanner planner;
  private final AnchorTracker tracker;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Semaphore closed = new Semaphore(0);
  private volatile boolean closing;
  private volatile @Nullable String problem;
  private volatile AnchorStatus lastStatus;
  private @Nullable Thread thread;
  private boolean reconciled;
  private long nextPlanNanos = System.nanoTime();
  private Duration nextLook;

  private Anchorer(
      AnchorSettings settings,
      TransparencyLog log,
      LogSigner signer,
      AnchorChain chain,
      AnchorHistory history)
      throws IOException {
    this.settings = settings;
    this.log = log;
    this.logId = signer.identity().logId();
    this.chain = chain;
    this.history = history;
    this.nextLook = settings.pollInterval();
    this.planner = new AnchorPlanner(settings, log, signer, chain, history);
    this.tracker = new AnchorTracker(settings, chain, history, planner, logId);
    this.lastStatus = readStatus(log, history, chain, null);
  }

  /**
   * Opens the history of anchors; nothing is sent before {@link #start}.
   *
   * @param settings how to anchor
   * @param log what is anchored
   * @param signer signs the log's checkpoints
   * @param chain where it is anchored; closed by the caller, after this
   * @param directory where outbox and history are kept, a directory in it for each chain and
   *     contract
   * @throws IOException if the files cannot be read or are damaged
   */
  public static Anchorer open(
      AnchorSettings settings,
      TransparencyLog log,
      LogSigner signer,
      AnchorChain chain,
      Path directory)
      throws IOException {
    AnchorHistory history =
        AnchorHistory.open(directory, signer.identity(), chain.expectedChainId(), chain.contract());
    return new Anchorer(settings, log, signer, chain, history);
  }

  /** Begins to anchor. */
  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("already started");
    }
    thread = Thread.ofVirtual().name("anchorer").start(this::run);
  }

  /** Says that the log has grown. Returns at once. */
  public void logGrew() {
    wakeUps.release();
  }

  private void run() {
    while (!closing) {
      step();
      pause();
    }
  }

  private void step() {
    try {
      work();
      report(null);
    } catch (ChainUnavailableException | AnchorProblem trouble) {
      report(trouble.getMessage());
    } catch (IOException | RuntimeException unexpected) {
      report("unexpected: " + unexpected, unexpected);
    }
    refreshStatus();
  }

  private void work() throws IOException, AnchorProblem {
    if (!reconciled) {
      requireReady();
    }
    long block = chain.blockNumber();
    tracker.advance(block);
    if (!reconciled) {
      planner.reconcile();
      reconciled = true;
    }
    if (!isOnItsWay() && planner.hasPending() && isDue()) {
      Optional<AnchorEntry> planned = planner.plan(block);
      nextPlanNanos = System.nanoTime() + settings.interval().toNanos();
      if (planned.isPresent()) {
        nextLook = FIRST_LOOK;
        tracker.broadcast(planned.get());
      }
    }
  }

  /** Checked at the start and after each outage: a chain may come back as another one. */
  private void requireReady() throws AnchorProblem {
    ChainCheck check = chain.check(logId);
    if (!(check instanceof ChainCheck.Ready)) {
      throw new AnchorProblem(check.message());
    }
  }

  private void report(@Nullable String message) {
    report(message, null);
  }

  /** Each change of state is logged once. */
  private void report(@Nullable String message, @Nullable Exception unexpected) {
    String before = problem;
    if (message == null) {
      if (before != null) {
        LOG.info("anchoring goes on");
      }
    } else {
      reconciled = false;
      if (!message.equals(before)) {
        LOG.warn("anchoring has to wait: {}", message, unexpected);
      }
    }
    problem = message;
  }

  /**
   * Waits for the chain, or for the log to grow if a new anchor could be sent at once. While one is
   * on its way, more leaves are no reason to ask the chain more often.
   */
  private void pause() {
    try {
      boolean mayPlan = problem == null && !isOnItsWay() && isDue();
      if (mayPlan) {
        // With nothing open there is nothing to follow either.
        int patience = history.open().isEmpty() ? IDLE_POLLS : 1;
        waitFor(wakeUps, settings.pollInterval().multipliedBy(patience));
      } else {
        waitFor(closed, untilNextLook());
      }
      wakeUps.drainPermits();
    } catch (InterruptedException ended) {
      closing = true;
    }
  }

  /** Soon after a broadcast, as the block may be there at once, then less and less often. */
  private Duration untilNextLook() {
    Duration most = settings.pollInterval();
    Duration look = nextLook.compareTo(most) < 0 ? nextLook : most;
    nextLook = look.multipliedBy(2);
    return look;
  }

  private static void waitFor(Semaphore signal, Duration most) throws InterruptedException {
    if (signal.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
      signal.release();
    }
  }

  private boolean isOnItsWay() {
    return history.open().stream().anyMatch(entry -> !entry.isIncluded());
  }

  private boolean isDue() {
    return System.nanoTime() - nextPlanNanos >= 0;
  }

  private void refreshStatus() {
    try {
      lastStatus = readStatus(log, history, chain, problem);
    } catch (IOException unexpected) {
      LOG.error("cannot read the history of anchors", unexpected);
    }
  }

  private static AnchorStatus readStatus(
      TransparencyLog log, AnchorHistory history, AnchorChain chain, @Nullable String problem)
      throws IOException {
    List<AnchorEntry> open = history.open();
    long finalSize = history.finalSize();
    AnchorArchive.Totals totals = history.totals();
    return new AnchorStatus(
        log.size(),
        largest(open, AnchorState.SUBMITTED, finalSize),
        largest(open, AnchorState.INCLUDED, finalSize),
        finalSize,
        lastTransaction(open, history),
        totals.transactions(),
        totals.gasUsed(),
        chain.endpoints(),
        Optional.ofNullable(problem));
  }

  private static long largest(List<AnchorEntry> open, AnchorState least, long otherwise) {
    return open.stream()
        .filter(entry -> entry.state().compareTo(least) >= 0)
        .mapToLong(AnchorEntry::size)
        .max()
        .orElse(otherwise);
  }

  private static Optional<Digest> lastTransaction(List<AnchorEntry> open, AnchorHistory history)
      throws IOException {
    return open.isEmpty()
        ? history.lastFinal().map(AnchorRecord::transaction)
        : open.getLast().transaction();
  }

  /** How anchoring is doing; as of the last look at the chain, the log's size as of now. */
  public AnchorStatus status() {
    AnchorStatus status = lastStatus;
    return new AnchorStatus(
        log.size(),
        status.submittedSize(),
        status.includedSize(),
        status.finalSize(),
        status.lastTransaction(),
        status.transactions(),
        status.gasUsed(),
        status.endpoints(),
        status.problem());
  }

  /** How far the leaf at this index has come. */
  public AnchorState stateOf(long leafIndex) {
    return lastStatus.stateOf(leafIndex);
  }

  /** The smallest anchor in a block whose tree has the leaf at this index: what a receipt needs. */
  public Optional<AnchorRecord> anchorCovering(long leafIndex) throws IOException {
    return history.covering(leafIndex);
  }

  /** Ends the thread, within a call to the chain at most, and closes the history. */
  @Override
  public void close() throws IOException {
    closing = true;
    closed.release();
    wakeUps.release();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      awaitEnd(running);
    }
    history.close();
  }

  private static void awaitEnd(Thread running) {
    boolean interrupted = false;
    while (running.isAlive()) {
      try {
        running.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
