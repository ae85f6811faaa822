package org.sealgate.dimse.data;

import java.nio.ByteBuffer;

/** Collects an element header that arrives in pieces. */
final class HeaderBuffer {
  private final ByteBuffer bytes = ByteBuffer.allocate(ElementEncoding.LONG_HEADER_LENGTH);
  private int needed = ElementEncoding.SHORT_HEADER_LENGTH;

  int length() {
    return bytes.position();
  }

  boolean isComplete() {
    return bytes.position() == needed;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  void clear() {
    bytes.clear();
    needed = ElementEncoding.SHORT_HEADER_LENGTH;
  }

  /** Takes what is there up to the end of the header, and returns how many bytes that were. */
  int fill(ByteBuffer chunk, ElementEncoding encoding) {
    bytes.order(encoding.byteOrder());
    int before = bytes.position();
    takeUpTo(chunk, needed);
    if (isComplete() && needed == ElementEncoding.SHORT_HEADER_LENGTH) {
      needed = encoding.headerLength(bytes, 0);
      takeUpTo(chunk, needed);
    }
    return bytes.position() - before;
  }

  private void takeUpTo(ByteBuffer chunk, int length) {
    int count = Math.min(chunk.remaining(), length - bytes.position());
    bytes.put(bytes.position(), chunk, chunk.position(), count);
    bytes.position(bytes.position() + count);
    chunk.position(chunk.position() + count);
  }
}
