package org.sealgate.dimse.association;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The data set of a received message, as the bytes of the presentation context's transfer syntax.
 * It streams from the connection and can be read once, by the thread that was given it.
 */
public sealed interface IncomingDataSet permits BufferedDataSet, StreamedDataSet {
  /**
   * Returns the next bytes, usually one whole fragment, or null after the last.
   *
   * <p>The buffer is borrowed: it is a window on the receive buffer, not to be written to, and
   * valid until the next call of any method here or until the request's handler returns. Bytes that
   * are not taken from it are not returned again.
   *
   * @throws IOException if the association ends before the data set does
   */
  @Nullable ByteBuffer next() throws IOException;

  /**
   * Returns whether the bytes that {@link #next()} returned last are the end of the data set. If
   * the sender closes with an empty fragment that is known only when {@code next()} returns null.
   */
  boolean isLastFragment();

  /** Returns how many bytes were received so far. */
  long bytesReceived();

  /** Reads and drops the rest. */
  default void skip() throws IOException {
    while (next() != null) {
      // Dropped on purpose.
    }
  }

  /**
   * Returns all the rest.
   *
   * @param limit most bytes that are held in memory
   * @throws DataSetTooLongException if there are more; the rest is then dropped
   */
  default byte[] readAll(int limit) throws IOException {
    GrowingBytes bytes = new GrowingBytes();
    for (ByteBuffer piece = next(); piece != null; piece = next()) {
      if (bytes.length() + (long) piece.remaining() > limit) {
        skip();
        throw new DataSetTooLongException(bytesReceived(), limit);
      }
      bytes.append(piece);
    }
    return bytes.toByteArray();
  }

  /** Returns the rest as a stream; closing it drops what was not read. */
  default InputStream asInputStream() {
    return new DataSetInputStream(this);
  }
}
