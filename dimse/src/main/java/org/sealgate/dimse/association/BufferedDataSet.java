package org.sealgate.dimse.association;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A small data set that is in memory as a whole. */
final class BufferedDataSet implements IncomingDataSet {
  private final byte[] bytes;
  private boolean taken;

  BufferedDataSet(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public @Nullable ByteBuffer next() {
    if (taken || bytes.length == 0) {
      taken = true;
      return null;
    }
    taken = true;
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public boolean isLastFragment() {
    return taken;
  }

  @Override
  public long bytesReceived() {
    return bytes.length;
  }
}
