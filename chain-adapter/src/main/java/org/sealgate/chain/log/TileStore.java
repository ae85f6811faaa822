package org.sealgate.chain.log;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The tiles on disk. A full tile at level L has the 256 tree nodes of height 8L that begin at 256
 * times its index, 32 bytes each. Full tiles never change, so those read last are kept in memory.
 */
final class TileStore {
  static final int WIDTH = 256;
  static final int HEIGHT = 8;
  private static final int CACHED_TILES = 256;

  private record Key(int level, long index) {}

  private final Path directory;
  private final Map<Key, byte[]> cache = new LinkedHashMap<>(CACHED_TILES, 0.75f, true);
  private final Set<Path> unsynced = new TreeSet<>();
  private final Map<Path, byte[]> unwritten = new TreeMap<>();

  TileStore(Path directory) {
    this.directory = directory;
  }

  /** The node of height {@code height} at {@code index}; its tile has to be full and on disk. */
  Digest node(int height, long index) throws IOException {
    int within = height % HEIGHT;
    long first = index << within;
    byte[] tile = read(height / HEIGHT, first / WIDTH);
    return fold(tile, (int) (first % WIDTH), 1 << within);
  }

  /** The root of {@code count} neighbouring hashes, a power of two. */
  private static Digest fold(byte[] tile, int from, int count) {
    Digest[] hashes = new Digest[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = Digest.copyOf(tile, (from + i) * Digest.LENGTH);
    }
    for (int left = count; left > 1; left /= 2) {
      for (int i = 0; i < left / 2; i++) {
        hashes[i] = MerkleHashing.nodeHash(hashes[2 * i], hashes[2 * i + 1]);
      }
    }
    return hashes[0];
  }

  private byte[] read(int level, long index) throws IOException {
    Key key = new Key(level, index);
    synchronized (cache) {
      byte[] cached = cache.get(key);
      if (cached != null) {
        return cached;
      }
    }
    byte[] tile = readFile(TilePath.full(directory, level, index));
    synchronized (cache) {
      cache.put(key, tile);
      if (cache.size() > CACHED_TILES) {
        cache.remove(cache.keySet().iterator().next());
      }
    }
    return tile;
  }

  private static byte[] readFile(Path file) throws IOException {
    try {
      byte[] tile = Files.readAllBytes(file);
      if (tile.length != WIDTH * Digest.LENGTH) {
        throw new LogCorruptedException(
            file + ": a full tile has 8192 bytes, this one has " + tile.length);
      }
      return tile;
    } catch (NoSuchFileException absent) {
      throw new LogCorruptedException(file + ": the tile is missing");
    }
  }

  /** Takes a full tile; on disk and durable after {@link #sync}. */
  void writeFull(int level, long index, byte[] content) throws IOException {
    write(TilePath.full(directory, level, index), content);
  }

  /** Takes a tile that is not full yet; on disk and durable after {@link #sync}. */
  void writePartial(int level, long index, byte[] content) throws IOException {
    write(TilePath.partial(directory, level, index, content.length / Digest.LENGTH), content);
  }

  private void write(Path file, byte[] content) throws IOException {
    Path parent = DurableFiles.parentOf(file);
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
      for (Path created = parent;
          !created.equals(directory);
          created = DurableFiles.parentOf(created)) {
        unsynced.add(DurableFiles.parentOf(created));
      }
    }
    unsynced.add(parent);
    unwritten.put(file, content);
  }

  /**
   * Makes everything written so far durable. The files are forced side by side: file systems put
   * many into one commit, which takes a fraction of the time of one after the other.
   */
  void sync() throws IOException {
    List<Callable<Void>> writes = new ArrayList<>();
    unwritten.forEach((file, content) ->
        writes.add(() -> {
          DurableFiles.write(file, file.resolveSibling(file.getFileName() + ".new"), content);
          return null;
        }));
    runAll(writes);
    unwritten.clear();
    for (Path touched : List.copyOf(unsynced)) {
      DurableFiles.forceDirectory(touched);
      unsynced.remove(touched);
    }
  }

  private static void runAll(List<Callable<Void>> tasks) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("a tile could not be written: " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while tiles were written");
    }
  }

  /** Removes the partial versions of a tile that is full and durable now. */
  void deletePartials(int level, long index) throws IOException {
    Path partials = TilePath.partials(directory, level, index);
    if (!Files.isDirectory(partials)) {
      return;
    }
    try (Stream<Path> files = Files.walk(partials)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
