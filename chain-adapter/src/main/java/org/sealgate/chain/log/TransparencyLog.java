package org.sealgate.chain.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only Merkle log in a directory (RFC 6962, RFC 9162), kept as C2SP tlog-tiles.
 *
 * <p>Appending writes a journal, with one fdatasync a call; when {@value #FLUSH_LEAVES} leaves have
 * come together, the tiles that are full are written behind it, and the journal begins anew. Only
 * when {@value #MAX_BACKLOG} leaves wait for tiles does an append wait for them. After a crash at
 * any point the log opens with everything that {@link #append} returned for. {@link #publish}
 * writes the partial tiles and the checkpoint file, so that the directory can be served as it is.
 *
 * <p>Safe for use by several threads; readers never wait for writers. One process at a time can
 * have the directory open. Memory is bounded, whatever the size of the log.
 */
public final class TransparencyLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransparencyLog.class);

  /** The most leaves one call of {@link #append} takes. */
  public static final int MAX_BATCH = 65_536;

  private static final int FLUSH_LEAVES = 16_384;

  /** 16 MiB of journal, and twice as much memory. */
  private static final int MAX_BACKLOG = 524_288;

  private final Path directory;
  private final FileChannel lockFile;
  private final TileStore tiles;
  private final Journal journal;

  /** Held while the journal or the edge changes. Whoever needs both locks takes the other first. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Held while tiles are written, so that only one thread moves the edge's base. */
  private final ReentrantLock flushing = new ReentrantLock();

  private volatile TreeEdge edge;
  private volatile boolean behind;
  private volatile boolean closed;

  private TransparencyLog(
      Path directory, FileChannel lockFile, TileStore tiles, Journal journal, TreeEdge edge) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.tiles = tiles;
    this.journal = journal;
    this.edge = edge;
  }

  /**
   * Opens the log in {@code directory}, or makes an empty one there.
   *
   * @throws LogCorruptedException if files are damaged, or the log is shorter or another than its
   *     last published checkpoint says
   * @throws IOException if another process has the log open, or the disk fails
   */
  public static TransparencyLog open(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Files.createDirectories(absolute);
    FileChannel lockFile = lock(absolute.resolve("lock"));
    Journal journal = null;
    try {
      TileStore tiles = new TileStore(absolute);
      Path journalFile = absolute.resolve("journal");
      if (!Files.exists(journalFile)) {
        requireNothingElse(absolute);
        Journal.create(journalFile, 0).close();
      }
      journal = Journal.open(journalFile);
      Journal.Content content = journal.recover();
      TreeEdge edge = TreeEdge.load(content.base(), tiles).append(content.leafHashes());
      TransparencyLog log = new TransparencyLog(absolute, lockFile, tiles, journal, edge);
      log.requireLastCheckpoint();
      return log;
    } catch (IOException | RuntimeException failed) {
      if (journal != null) {
        journal.close();
      }
      lockFile.close();
      throw failed;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException(file + ": the log is open elsewhere");
    }
    return channel;
  }

  private static void requireNothingElse(Path directory) throws IOException {
    if (Files.exists(directory.resolve("tile")) || Files.exists(directory.resolve("checkpoint"))) {
      throw new LogCorruptedException(directory.resolve("journal") + ": the journal is missing");
    }
  }

  private void requireLastCheckpoint() throws IOException {
    Optional<SignedCheckpoint> last = published();
    if (last.isEmpty()) {
      return;
    }
    Checkpoint checkpoint = last.get().checkpoint();
    if (checkpoint.size() > size() || !root(checkpoint.size()).equals(checkpoint.root())) {
      throw new LogCorruptedException(
          directory
              + ": the log of "
              + size()
              + " leaves does not continue its checkpoint of "
              + checkpoint.size());
    }
  }

  /**
   * Appends leaf hashes, in this order, and returns when they are durable.
   *
   * @param leafHashes 1 to {@value #MAX_BATCH} of them
   * @return the index of the first
   * @throws IOException if they could not be written; then none of them is in the log
   */
  public long append(List<Digest> leafHashes) throws IOException {
    if (leafHashes.isEmpty() || leafHashes.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "leafHashes must have 1 to " + MAX_BATCH + " entries, not " + leafHashes.size());
    }
    if (backlog() >= MAX_BACKLOG) {
      flush();
    }
    long firstIndex = write(leafHashes);
    if (backlog() >= FLUSH_LEAVES && !behind) {
      flushBehind();
    }
    return firstIndex;
  }

  private long backlog() {
    TreeEdge snapshot = edge;
    return snapshot.size - snapshot.base;
  }

  private long write(List<Digest> leafHashes) throws IOException {
    writing.lock();
    try {
      long firstIndex = edge.size;
      journal.append(firstIndex, leafHashes);
      edge = edge.append(leafHashes);
      return firstIndex;
    } finally {
      writing.unlock();
    }
  }

  /** Forcing many small files takes longer than all else, so appending does not wait for it. */
  private void flushBehind() {
    behind = true;
    Thread.ofVirtual()
        .name("log-tiles")
        .start(() -> {
          try {
            flush();
          } catch (IOException | RuntimeException failed) {
            // Nothing is lost: the journal has it all. The append that finds it full tries again
            // and throws.
            LOG.error("{}: tiles cannot be written; the journal grows", directory, failed);
          } finally {
            behind = false;
          }
        });
  }

  /**
   * Moves what fills tiles from the journal to the tiles. Both hold it until the journal is
   * replaced.
   */
  private void flush() throws IOException {
    flushing.lock();
    try {
      flushTiles();
    } finally {
      flushing.unlock();
    }
  }

  private void flushTiles() throws IOException {
    if (closed) {
      return;
    }
    TreeEdge full = edge;
    long newBase = full.size / TileStore.WIDTH * TileStore.WIDTH;
    if (newBase == full.base) {
      return;
    }
    for (int level = 0; fullTiles(newBase, level) > 0; level++) {
      for (long tile = fullTiles(full.base, level); tile < fullTiles(newBase, level); tile++) {
        int height = TileStore.HEIGHT * level;
        tiles.writeFull(level, tile, full.slice(height, tile * TileStore.WIDTH, TileStore.WIDTH));
      }
    }
    tiles.sync();
    rebase(newBase);
    deletePartials(full.base, newBase);
  }

  private void rebase(long newBase) throws IOException {
    writing.lock();
    try {
      TreeEdge rest = edge.rebase(newBase);
      journal.replace(newBase, leaves(rest));
      edge = rest;
    } finally {
      writing.unlock();
    }
  }

  private static long fullTiles(long leaves, int level) {
    return leaves >> (TileStore.HEIGHT * (level + 1));
  }

  private static List<Digest> leaves(TreeEdge edge) {
    List<Digest> leaves = new ArrayList<>();
    for (long index = edge.base; index < edge.size; index++) {
      leaves.add(edge.node(0, index));
    }
    return leaves;
  }

  private void deletePartials(long oldBase, long newBase) throws IOException {
    for (int level = 0; fullTiles(newBase, level) > 0; level++) {
      long tile = fullTiles(oldBase, level);
      if (tile < fullTiles(newBase, level)) {
        // Only the first of the new tiles can have been published in part, the others grew since.
        tiles.deletePartials(level, tile);
      }
    }
  }

  /** The number of leaves. */
  public long size() {
    return edge.size;
  }

  /** The tree hash of the first {@code size} leaves. */
  public Digest root(long size) throws IOException {
    TreeEdge snapshot = edge;
    requireRange("size", size, 0, snapshot.size);
    return proofs(snapshot).root(size);
  }

  /** The hash of the leaf at {@code index}. */
  public Digest leafHash(long index) throws IOException {
    TreeEdge snapshot = edge;
    requireRange("index", index, 0, snapshot.size - 1);
    return node(snapshot, 0, index);
  }

  /** Proves that leaf {@code index} is in the tree of the first {@code size} leaves. */
  public InclusionProof inclusionProof(long index, long size) throws IOException {
    TreeEdge snapshot = edge;
    requireRange("size", size, 1, snapshot.size);
    requireRange("index", index, 0, size - 1);
    return new InclusionProof(index, size, proofs(snapshot).inclusion(index, size));
  }

  /** Proves that the tree of {@code oldSize} leaves is the beginning of that of {@code newSize}. */
  public ConsistencyProof consistencyProof(long oldSize, long newSize) throws IOException {
    TreeEdge snapshot = edge;
    requireRange("newSize", newSize, 0, snapshot.size);
    requireRange("oldSize", oldSize, 0, newSize);
    List<Digest> path = oldSize == 0 ? List.of() : proofs(snapshot).consistency(oldSize, newSize);
    return new ConsistencyProof(oldSize, newSize, path);
  }

  private static void requireRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IndexOutOfBoundsException(
          name + " is " + value + ", must be from " + least + " to " + most);
    }
  }

  private ProofBuilder proofs(TreeEdge snapshot) {
    return new ProofBuilder((height, index) -> node(snapshot, height, index));
  }

  private Digest node(TreeEdge snapshot, int height, long index) throws IOException {
    return snapshot.holds(height, index) ? snapshot.node(height, index) : tiles.node(height, index);
  }

  /**
   * Writes the tiles that {@code checkpoint} needs, then the checkpoint itself as file {@code
   * checkpoint}. It has to be one of this log, with a size not below the last published one.
   */
  public void publish(SignedCheckpoint checkpoint) throws IOException {
    long size = checkpoint.checkpoint().size();
    flushing.lock();
    try {
      if (!root(size).equals(checkpoint.checkpoint().root())) {
        throw new IllegalArgumentException(
            "the checkpoint of " + size + " leaves has another root");
      }
      flushTiles();
      writePartialTiles(size);
      Path file = directory.resolve("checkpoint");
      byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
      DurableFiles.write(file, directory.resolve("checkpoint.new"), text);
      DurableFiles.forceDirectory(directory);
    } finally {
      flushing.unlock();
    }
  }

  private void writePartialTiles(long size) throws IOException {
    for (int level = 0; size >> (TileStore.HEIGHT * level) > 0; level++) {
      long nodes = size >> (TileStore.HEIGHT * level);
      int width = (int) (nodes % TileStore.WIDTH);
      long tile = nodes / TileStore.WIDTH;
      boolean alreadyFull = tile < fullTiles(edge.base, level);
      if (width > 0 && !alreadyFull) {
        int height = TileStore.HEIGHT * level;
        tiles.writePartial(level, tile, edge.slice(height, tile * TileStore.WIDTH, width));
      }
    }
    tiles.sync();
  }

  /** The checkpoint published last. */
  public Optional<SignedCheckpoint> published() throws IOException {
    Path file = directory.resolve("checkpoint");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedCheckpoint.parse(Files.readString(file)));
    } catch (IllegalArgumentException damaged) {
      throw new LogCorruptedException(file + ": " + damaged.getMessage());
    }
  }

  /** Gives the directory free. Everything appended is durable already. */
  @Override
  public void close() throws IOException {
    flushing.lock();
    try {
      closeFiles();
    } finally {
      flushing.unlock();
    }
  }

  private void closeFiles() throws IOException {
    writing.lock();
    try {
      closed = true;
      journal.close();
      lockFile.close();
    } finally {
      writing.unlock();
    }
  }
}
