package org.sealgate.vault.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes directories, each once, behind the writer that will need it. */
final class DurableDirectories implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DurableDirectories.class);

  private static final int MAXIMUM_REMEMBERED = 1024;

  private final Path top;
  private final ConcurrentHashMap<Path, FutureTask<Path>> known = new ConcurrentHashMap<>();

  /**
   * Remembers directories under {@code top}.
   *
   * @param top a durable directory, two levels above those that are made
   */
  DurableDirectories(Path top) {
    this.top = top;
  }

  /** Begins to make a directory, unless that has been done; returns at once. */
  void prepare(Path directory) {
    if (known.size() >= MAXIMUM_REMEMBERED) {
      known.clear();
    }
    FutureTask<Path> task = new FutureTask<>(() -> make(directory));
    if (known.putIfAbsent(directory, task) == null) {
      Thread.startVirtualThread(task);
    }
  }

  /** Waits until the directory is there and durable in its parents. */
  void await(Path directory) throws IOException {
    prepare(directory);
    FutureTask<Path> task = known.getOrDefault(directory, new FutureTask<>(() -> make(directory)));
    // Does nothing where it has been run or is running.
    task.run();
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + directory);
    } catch (ExecutionException e) {
      // So that the next writer tries again.
      known.remove(directory, task);
      throw new IOException("cannot make directory " + directory, e.getCause());
    }
  }

  /**
   * A directory that another writer, or an earlier run, has just made may not be durable yet, so
   * existing is not enough.
   */
  private Path make(Path directory) throws IOException {
    DurableFiles.createDirectories(directory);
    DurableFiles.forceDirectory(top);
    return directory;
  }

  /**
   * Waits for directories that nobody has waited for, so that nothing is made behind a closed
   * store.
   */
  @Override
  public void close() throws IOException {
    for (Path directory : List.copyOf(known.keySet())) {
      try {
        await(directory);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        // No object depends on it: whoever needed it has waited for it and was told.
        LOG.debug("unused directory {} was not made", directory, e);
      }
    }
  }
}
