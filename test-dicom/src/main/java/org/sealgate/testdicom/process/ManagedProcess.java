package org.sealgate.testdicom.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running process: its id, its log file, and the ways to end it. */
public final class ManagedProcess implements AutoCloseable {
  /**
   * How long a process may take until it is ready. Generous, because a machine may be busy; a
   * process that ends before is noticed at once.
   */
  public static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(ManagedProcess.class);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(25);
  private static final Duration TERMINATION_LIMIT = Duration.ofSeconds(10);
  private static final int LOG_TAIL_CHARACTERS = 4000;

  private final ProcessSpecification specification;
  private final Process process;
  private final long logStart;

  private ManagedProcess(ProcessSpecification specification, Process process, long logStart) {
    this.specification = specification;
    this.process = process;
    this.logStart = logStart;
  }

  /** Something that a peer does once it is ready, such as answering a C-ECHO. */
  @FunctionalInterface
  public interface Probe {
    /** Whether the peer answered; an {@link IOException} means not yet. */
    boolean answers() throws IOException;
  }

  /**
   * Starts the process; use {@link #awaitReady} to know when it can be used.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  public static ManagedProcess start(ProcessSpecification specification) {
    try {
      Path log = specification.logFile();
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      Process process = ProcessLauncher.start(specification);
      LOG.debug("{} started as process {}", specification.name(), process.pid());
      return new ManagedProcess(specification, process, logStart);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + specification.commandLine(), e);
    }
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** File with standard output and standard error, also of earlier processes on the same file. */
  public Path logFile() {
    return specification.logFile();
  }

  /** What this process has written so far, as UTF-8. */
  public String log() {
    try {
      byte[] all = Files.readAllBytes(logFile());
      int start = (int) Math.min(logStart, all.length);
      return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + logFile(), e);
    }
  }

  /**
   * Waits until the probe answers; ends the process if it does not.
   *
   * @throws IllegalStateException with the end of the log when the process ends first or the time
   *     is up
   */
  public ManagedProcess awaitReady(Probe probe, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!answers(probe)) {
      if (!isAlive()) {
        throw failed("ended with exit status " + process.exitValue() + " before it was ready");
      }
      if (System.nanoTime() - deadline > 0) {
        kill();
        throw failed("was not ready after " + limit.toSeconds() + " s");
      }
      pause();
    }
    return this;
  }

  /**
   * Waits for a line in the log of this process.
   *
   * @param line pattern searched in the log
   * @return the first match
   * @throws IllegalStateException when the process ends first or the time is up
   */
  public MatchResult awaitLog(Pattern line, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean alive = isAlive();
      Matcher matcher = line.matcher(log());
      if (matcher.find()) {
        return matcher.toMatchResult();
      }
      if (!alive || System.nanoTime() - deadline > 0) {
        throw failed((alive ? "did not write" : "ended without writing") + " '" + line + "'");
      }
      pause();
    }
  }

  /**
   * Waits for the process to end by itself.
   *
   * @return its exit status
   * @throws TimeoutException when it still runs after the limit; it goes on running
   */
  public int awaitExit(Duration limit) throws TimeoutException {
    if (!waitFor(limit)) {
      throw new TimeoutException(
          specification.name() + " still runs after " + limit.toSeconds() + " s");
    }
    return process.exitValue();
  }

  /** kill -9 of the process and of all that it started; returns when it is gone. */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    if (!waitFor(TERMINATION_LIMIT)) {
      throw failed("survived kill -9");
    }
  }

  /** Asks the process to end (TERM) and kills it if it does not; returns when it is gone. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!waitFor(TERMINATION_LIMIT)) {
      LOG.warn("{} ignored TERM, killing process {}", specification.name(), pid());
      kill();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean answers(Probe probe) {
    try {
      return probe.answers();
    } catch (IOException e) {
      LOG.trace("not ready yet", e);
      return false;
    }
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IllegalStateException("interrupted, killed " + specification.name(), e);
    }
  }

  private void pause() {
    if (waitFor(PROBE_PAUSE)) {
      LOG.debug("{} has ended", specification.name());
    }
  }

  private IllegalStateException failed(String what) {
    String log = log();
    String tail = log.substring(Math.max(0, log.length() - LOG_TAIL_CHARACTERS));
    return new IllegalStateException(
        specification.name() + " " + what + "\n" + specification.commandLine() + "\n" + tail);
  }
}
