package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.sealgate.dimse.association.OutgoingStore;

/** Sends what is written to it as the data set of a C-STORE, through one direct buffer. */
final class StoreStream extends OutputStream {
  private static final int BUFFER_LENGTH = 256 * 1024;

  private final OutgoingStore store;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);

  StoreStream(OutgoingStore store) {
    this.store = store;
  }

  @Override
  public void write(int value) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int count = Math.min(buffer.remaining(), offset + length - at);
      buffer.put(bytes, at, count);
      at += count;
    }
  }

  @Override
  public void flush() throws IOException {
    store.write(buffer.flip());
    buffer.clear();
  }
}
