package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empty files whose names are durable before anyone needs them, so that the file of an object is
 * durable once its bytes are: nobody waits for the directory.
 *
 * <p>They are made ahead, many with one forced write of their directory.
 */
final class SpareFiles implements AutoCloseable {

  static final String SUFFIX = ".part";

  private static final Logger LOG = LoggerFactory.getLogger(SpareFiles.class);
  private static final int FILL = 32;
  private static final int LOW = 16;

  private final Path directory;
  private final ConcurrentLinkedQueue<Path> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final ReentrantLock filling = new ReentrantLock();
  private volatile boolean closed;

  SpareFiles(Path directory) {
    this.directory = directory;
  }

  /** A file that is the caller's from now on; waits only if more are asked for than are ready. */
  Path take() throws IOException {
    Path spare = poll();
    if (spare == null) {
      return takeWhenFilled();
    }
    if (count.get() <= LOW && !filling.isLocked()) {
      Thread.startVirtualThread(this::fillAhead);
    }
    return spare;
  }

  /** Makes files if few are left. A failure shows when one is taken and there is none. */
  void fillAhead() {
    if (!filling.tryLock()) {
      return;
    }
    try {
      if (count.get() <= LOW && !closed) {
        fill();
      }
    } catch (IOException e) {
      LOG.warn("cannot make files ahead in {}: {}", directory, e.toString());
    } finally {
      filling.unlock();
    }
  }

  /** Removes what was not taken. */
  @Override
  public void close() throws IOException {
    filling.lock();
    try {
      closed = true;
      for (Path spare = poll(); spare != null; spare = poll()) {
        Files.deleteIfExists(spare);
      }
    } finally {
      filling.unlock();
    }
  }

  private Path takeWhenFilled() throws IOException {
    filling.lock();
    try {
      Path spare = poll();
      while (spare == null) {
        if (closed) {
          throw new IOException("the vault is closed");
        }
        fill();
        spare = poll();
      }
      return spare;
    } finally {
      filling.unlock();
    }
  }

  private void fill() throws IOException {
    List<Path> made = new ArrayList<>();
    while (made.size() < FILL) {
      made.add(Files.createFile(directory.resolve(UUID.randomUUID() + SUFFIX)));
    }
    DurableFiles.forceDirectory(directory);
    count.addAndGet(made.size());
    ready.addAll(made);
  }

  private @Nullable Path poll() {
    Path spare = ready.poll();
    if (spare != null) {
      count.decrementAndGet();
    }
    return spare;
  }
}
