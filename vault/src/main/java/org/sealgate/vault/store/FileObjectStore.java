package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.crypto.DataKey;
import org.sealgate.vault.crypto.KeyEncryptionKeys;
import org.sealgate.vault.crypto.KeyWrapException;
import org.sealgate.vault.crypto.ObjectHeader;
import org.sealgate.vault.crypto.WrappedKey;

/**
 * An {@link ObjectStore} in a directory of one file system that renames atomically and makes
 * directories durable on request (any local Linux file system).
 *
 * <p>One process at a time may write; any number may read ({@link #openReadOnly}). File operations
 * block their carrier thread while they last; the JDK adds carriers for virtual threads.
 */
public final class FileObjectStore implements ObjectStore {

  /** Bytes of a chunk on disk unless configured otherwise. */
  public static final int DEFAULT_CHUNK_LENGTH = 256 * 1024;

  private final ObjectPaths paths;
  private final Path root;
  private final KeyEncryptionKeys keys;
  private final ChunkBufferPool pool;
  private final @Nullable Writable writable;
  private final Set<ObjectId> writing = ConcurrentHashMap.newKeySet();
  private final KeySlotEditor slotEditor;

  private FileObjectStore(
      Path root,
      ObjectPaths paths,
      KeyEncryptionKeys keys,
      ChunkBufferPool pool,
      @Nullable Writable writable) {
    this.root = root;
    this.keys = keys;
    this.paths = paths;
    this.pool = pool;
    this.writable = writable;
    this.slotEditor = new KeySlotEditor(keys);
  }

  /** Opens for reading and writing with {@link #DEFAULT_CHUNK_LENGTH}. */
  public static FileObjectStore open(Path root, KeyEncryptionKeys keys) throws IOException {
    return open(root, keys, DEFAULT_CHUNK_LENGTH);
  }

  /**
   * Opens for reading and writing; makes the directories, and settles what a crash left: an object
   * that was durable is moved into place, an unfinished one removed.
   *
   * @param chunkLength bytes of a chunk on disk, a power of two from 64 KiB to 1 MiB
   * @throws IOException if another process has it open for writing
   */
  public static FileObjectStore open(Path root, KeyEncryptionKeys keys, int chunkLength)
      throws IOException {
    ObjectHeader.checkChunkLength(chunkLength);
    DurableFiles.createDirectories(root);
    StoreLock lock = StoreLock.acquire(root.resolve("lock"));
    try {
      ObjectPaths paths = new ObjectPaths(root);
      ChunkBufferPool pool = new ChunkBufferPool(chunkLength);
      paths.createRoots();
      EarlierRun.settle(paths, keys, pool);
      SpareFiles spares = new SpareFiles(paths.temporary());
      spares.fillAhead();
      return new FileObjectStore(root, paths, keys, pool, new Writable(lock, spares));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Opens for reading beside a process that writes. */
  public static FileObjectStore openReadOnly(Path root, KeyEncryptionKeys keys) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString(), null, "no vault there");
    }
    return new FileObjectStore(
        root, new ObjectPaths(root), keys, new ChunkBufferPool(DEFAULT_CHUNK_LENGTH), null);
  }

  @Override
  public ObjectWriter create(ObjectId id) throws IOException {
    SpareFiles spares = writable().spares();
    if (!writing.add(id)) {
      throw new FileAlreadyExistsException(paths.object(id).toString(), null, "is being written");
    }
    try {
      if (contains(id)) {
        throw new FileAlreadyExistsException(paths.object(id).toString());
      }
      return begin(id, spares.take());
    } catch (IOException | RuntimeException e) {
      writing.remove(id);
      throw e;
    }
  }

  private ObjectWriter begin(ObjectId id, Path spare) throws IOException {
    PendingFile file =
        PendingFile.open(spare, paths.object(id), paths.directories(), () -> writing.remove(id));
    ObjectHeader header = new ObjectHeader(id, 1, pool.chunkLength());
    try (DataKey dataKey = DataKey.generate()) {
      WrappedKey wrapped = keys.wrap(dataKey, header.encode());
      return new FileObjectWriter(file, pool, header, dataKey, wrapped);
    } catch (KeyWrapException | IOException | RuntimeException e) {
      file.discard();
      throw new IOException("cannot begin object %s".formatted(id), e);
    }
  }

  @Override
  public ObjectReader open(ObjectId id) throws IOException {
    return FileObjectReader.open(openFile(id, StandardOpenOption.READ), id, keys, pool);
  }

  @Override
  public boolean contains(ObjectId id) {
    return Files.exists(paths.object(id));
  }

  @Override
  public Stream<ObjectId> list() throws IOException {
    return paths.list();
  }

  @Override
  public void delete(ObjectId id) throws IOException {
    writable();
    Path file = paths.object(id);
    try (FileChannel channel = openFile(id, StandardOpenOption.WRITE)) {
      slotEditor.erase(channel);
    }
    Files.delete(file);
    DurableFiles.forceDirectory(file.resolveSibling(""));
  }

  @Override
  public boolean rewrap(ObjectId id) throws IOException {
    writable();
    try (FileChannel channel = openFile(id, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return slotEditor.rewrap(channel, id, () -> FileObjectReader.readPage(channel, id));
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return fileStore().getUsableSpace();
  }

  @Override
  public long totalBytes() throws IOException {
    return fileStore().getTotalSpace();
  }

  @Override
  public void close() throws IOException {
    if (writable != null) {
      try (writable) {
        paths.directories().close();
      }
    }
  }

  private FileStore fileStore() throws IOException {
    return Files.getFileStore(root);
  }

  private FileChannel openFile(ObjectId id, StandardOpenOption... options) throws IOException {
    try {
      return FileChannel.open(paths.object(id), options);
    } catch (NoSuchFileException e) {
      ObjectNotFoundException notFound = new ObjectNotFoundException(id, "does not exist");
      notFound.initCause(e);
      throw notFound;
    }
  }

  private Writable writable() {
    if (writable == null) {
      throw new UnsupportedOperationException("the vault is open for reading only");
    }
    return writable;
  }

  /** What only the one process that writes has. */
  private record Writable(StoreLock lock, SpareFiles spares) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      try (lock) {
        spares.close();
      }
    }
  }
}
