package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.sealgate.vault.ObjectId;

/** Writes one object. Closing without {@link #commit} leaves no trace of it. */
public interface ObjectWriter extends AutoCloseable {

  /** The object. */
  ObjectId id();

  /** Plaintext bytes written so far. */
  long size();

  /** Appends all remaining bytes of {@code plaintext}. */
  void write(ByteBuffer plaintext) throws IOException;

  /**
   * Ends the object and makes it durable and visible: when this returns, it survives a crash of the
   * machine.
   *
   * @param manifest what is needed to index the object again, at most 1 MiB; stored encrypted
   */
  void commit(byte[] manifest) throws IOException;

  /** Removes what was written. Does nothing after a commit. */
  void abort() throws IOException;

  /** Aborts unless committed. */
  @Override
  default void close() throws IOException {
    abort();
  }
}
