package org.sealgate.dimse.association;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connected byte stream, plain or TLS. One thread reads, one at a time writes, any may close. */
interface Transport extends Closeable {
  /** Blocks until at least one byte was read into the buffer; returns how many, -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** Blocks until the first {@code count} buffers are written out, if possible with one call. */
  void write(ByteBuffer[] buffers, int count) throws IOException;

  /** Tells the peer that nothing more comes, while reading goes on. */
  void shutdownOutput() throws IOException;

  /** The other side, with its certificate as soon as something was read over TLS. */
  AssociationPeer peer();

  /** Closes both directions; a blocked read or write of another thread ends with an exception. */
  @Override
  void close();
}
