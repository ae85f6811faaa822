package org.sealgate.vault.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.sealgate.vault.ObjectId;

/** Reads one object. Every byte handed out has been verified with its chunk. */
public interface ObjectReader extends AutoCloseable {

  /** The object. */
  ObjectId id();

  /** Plaintext bytes of the payload. */
  long size();

  /** A copy of the manifest. */
  byte[] manifest();

  /** Id of the key-encryption key under which the object's data key is wrapped. */
  String keyId();

  /** Offset in the plaintext of the next byte to be read. */
  long position();

  /**
   * Goes to an offset in the plaintext; only the chunk that holds it will be decrypted.
   *
   * @param position 0 to {@link #size()}
   */
  void position(long position);

  /**
   * Reads at least one byte, unless {@code destination} is full.
   *
   * @return bytes read, or -1 at the end
   * @throws org.sealgate.vault.crypto.IntegrityException if the chunk was altered
   */
  int read(ByteBuffer destination) throws IOException;

  /** Reads and verifies every chunk from the beginning; the position is then the end. */
  void verify() throws IOException;

  /** The bytes from the present position as a stream, whose closing closes this reader. */
  InputStream stream();

  @Override
  void close() throws IOException;
}
