package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.crypto.DataKey;
import org.sealgate.vault.crypto.HeaderPage;
import org.sealgate.vault.crypto.IntegrityException;
import org.sealgate.vault.crypto.KeyEncryptionKeys;
import org.sealgate.vault.crypto.KeyWrapException;
import org.sealgate.vault.crypto.ObjectHeader;
import org.sealgate.vault.crypto.UnknownKeyException;
import org.sealgate.vault.crypto.WrappedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(FileObjectStore.class);

  private final ObjectPaths paths;
  private final Path root;
  private final KeyEncryptionKeys keys;
  private final ChunkBufferPool pool;
  private final @Nullable StoreLock lock;
  private final KeySlotEditor slotEditor;

  private FileObjectStore(
      Path root, KeyEncryptionKeys keys, int chunkLength, @Nullable StoreLock lock) {
    this.root = root;
    this.keys = keys;
    this.paths = new ObjectPaths(root);
    this.pool = new ChunkBufferPool(chunkLength);
    this.lock = lock;
    this.slotEditor = new KeySlotEditor(keys);
  }

  /** Opens for reading and writing with {@link #DEFAULT_CHUNK_LENGTH}. */
  public static FileObjectStore open(Path root, KeyEncryptionKeys keys) throws IOException {
    return open(root, keys, DEFAULT_CHUNK_LENGTH);
  }

  /**
   * Opens for reading and writing; makes the directories and removes temporaries that a crash left.
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
      FileObjectStore store = new FileObjectStore(root, keys, chunkLength, lock);
      store.paths.createRoots();
      int removed = store.paths.removeTemporaries();
      if (removed > 0) {
        LOG.info("removed {} unfinished objects of an earlier run from {}", removed, root);
      }
      return store;
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
    return new FileObjectStore(root, keys, DEFAULT_CHUNK_LENGTH, null);
  }

  @Override
  public ObjectWriter create(ObjectId id) throws IOException {
    requireWritable();
    if (contains(id)) {
      throw new FileAlreadyExistsException(paths.object(id).toString());
    }
    ObjectHeader header = new ObjectHeader(id, 1, pool.chunkLength());
    FileChannel channel =
        FileChannel.open(
            paths.temporary(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (DataKey dataKey = DataKey.generate()) {
      WrappedKey wrapped = keys.wrap(dataKey, header.encode());
      return new FileObjectWriter(paths, pool, channel, header, dataKey, wrapped);
    } catch (KeyWrapException | IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(paths.temporary(id));
      throw new IOException("cannot begin object %s".formatted(id), e);
    }
  }

  @Override
  public ObjectReader open(ObjectId id) throws IOException {
    FileChannel channel = openFile(id, StandardOpenOption.READ);
    try {
      HeaderPage page = readPage(channel, id);
      try (DataKey dataKey = page.unwrap(keys)) {
        return new FileObjectReader(channel, page, dataKey, pool);
      } catch (UnknownKeyException e) {
        throw new IOException("cannot read object %s: %s".formatted(id, e.getMessage()), e);
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
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
    requireWritable();
    Path file = paths.object(id);
    try (FileChannel channel = openFile(id, StandardOpenOption.WRITE)) {
      slotEditor.erase(channel);
    }
    Files.delete(file);
    DurableFiles.forceDirectory(file.resolveSibling(""));
  }

  @Override
  public boolean rewrap(ObjectId id) throws IOException {
    requireWritable();
    try (FileChannel channel = openFile(id, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return slotEditor.rewrap(channel, id, () -> readPage(channel, id));
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
    if (lock != null) {
      lock.close();
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

  private static HeaderPage readPage(FileChannel channel, ObjectId id) throws IOException {
    if (channel.size() < HeaderPage.LENGTH) {
      throw IntegrityException.inPart(
          id, "header", "the object is cut off at %d".formatted(channel.size()), null);
    }
    ByteBuffer bytes = ByteBuffer.allocate(HeaderPage.LENGTH);
    DurableFiles.readFully(channel, bytes, 0);
    HeaderPage page = HeaderPage.decode(bytes.array(), id);
    if (page.isErased()) {
      throw new ObjectNotFoundException(id, "was erased");
    }
    return page;
  }

  private void requireWritable() {
    if (lock == null) {
      throw new UnsupportedOperationException("the vault is open for reading only");
    }
  }
}
