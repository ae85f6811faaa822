package org.sealgate.vault.store;

import java.io.IOException;
import java.util.stream.Stream;
import org.sealgate.vault.ObjectId;

/**
 * Write-once storage of encrypted objects. Safe for use by many threads; each writer and reader
 * belongs to one thread at a time.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Begins a new object. Nothing of it is visible before {@link ObjectWriter#commit}.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of that id
   */
  ObjectWriter create(ObjectId id) throws IOException;

  /**
   * Opens an object; its header, footer and manifest are verified.
   *
   * @throws ObjectNotFoundException if there is none of that id, or it was deleted
   * @throws org.sealgate.vault.crypto.IntegrityException if it was altered
   */
  ObjectReader open(ObjectId id) throws IOException;

  /** Whether there is an object of that id. */
  boolean contains(ObjectId id) throws IOException;

  /** All objects in the order of their ids, that is of time. Close the stream after use. */
  Stream<ObjectId> list() throws IOException;

  /**
   * Destroys the object's wrapped data key, then removes it; durable when this returns.
   *
   * @throws ObjectNotFoundException if there is none of that id
   */
  void delete(ObjectId id) throws IOException;

  /**
   * Wraps the object's data key under the current key-encryption key. A crash in between leaves the
   * object readable under the old or the new key.
   *
   * @return false if it was already wrapped under it
   * @throws ObjectNotFoundException if there is none of that id
   */
  boolean rewrap(ObjectId id) throws IOException;

  /** Bytes that can still be written. */
  long usableBytes() throws IOException;

  /** Bytes that the storage has in all, for a watermark in percent. */
  long totalBytes() throws IOException;

  @Override
  void close() throws IOException;
}
