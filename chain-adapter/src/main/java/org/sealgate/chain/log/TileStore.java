package org.sealgate.chain.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private final Path temporary;
  private final Map<Key, byte[]> cache = new LinkedHashMap<>(CACHED_TILES, 0.75f, true);
  private final Set<Path> unsynced = new TreeSet<>();

  TileStore(Path directory) {
    this.directory = directory;
    this.temporary = directory.resolve("tile.new");
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

  /** Writes a full tile; durable after {@link #sync}. Its partial versions are removed by then. */
  void writeFull(int level, long index, byte[] content) throws IOException {
    write(TilePath.full(directory, level, index), content);
  }

  /** Writes a tile that is not full yet; durable after {@link #sync}. */
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
    DurableFiles.write(file, temporary, content);
  }

  /** Makes everything written so far durable. */
  void sync() throws IOException {
    for (Path touched : List.copyOf(unsynced)) {
      DurableFiles.forceDirectory(touched);
      unsynced.remove(touched);
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
