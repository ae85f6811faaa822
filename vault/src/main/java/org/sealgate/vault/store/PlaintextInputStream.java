package org.sealgate.vault.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An {@link ObjectReader} as a stream. */
final class PlaintextInputStream extends InputStream {

  private final ObjectReader reader;

  PlaintextInputStream(ObjectReader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return reader.read(ByteBuffer.wrap(one)) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return length == 0 ? 0 : reader.read(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, reader.size() - reader.position());
    reader.position(reader.position() + skipped);
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, reader.size() - reader.position());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
