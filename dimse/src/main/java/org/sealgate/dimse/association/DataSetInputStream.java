package org.sealgate.dimse.association;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** {@link IncomingDataSet} as a stream. */
final class DataSetInputStream extends InputStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final IncomingDataSet dataSet;
  private ByteBuffer piece = NOTHING;
  private boolean atEnd;

  DataSetInputStream(IncomingDataSet dataSet) {
    this.dataSet = dataSet;
  }

  @Override
  public int read() throws IOException {
    return advance() ? piece.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = Math.min(length, piece.remaining());
    piece.get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return piece.remaining();
  }

  @Override
  public void close() throws IOException {
    piece = NOTHING;
    dataSet.skip();
    atEnd = true;
  }

  private boolean advance() throws IOException {
    while (!atEnd && !piece.hasRemaining()) {
      ByteBuffer next = dataSet.next();
      if (next == null) {
        atEnd = true;
      } else {
        piece = next;
      }
    }
    return !atEnd;
  }
}
