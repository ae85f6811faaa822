package org.sealgate.dimse.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The receiving side's window on the byte stream: big reads from the transport, parts of it without
 * a copy. A part is valid until the next call.
 */
final class ReceiveBuffer {
  /** Below this many bytes moving the rest to the front is cheaper than a short read. */
  private static final int CHEAP_TO_MOVE = 4096;

  private final Transport transport;
  private final Watch watch;
  private final ByteBuffer buffer;

  /** What is lent out; one for all, so that receiving allocates nothing for each piece. */
  private final ByteBuffer window;

  ReceiveBuffer(Transport transport, Watch watch, ByteBuffer buffer) {
    this.transport = transport;
    this.watch = watch;
    this.window = buffer.duplicate();
    this.buffer = buffer.limit(0);
  }

  int capacity() {
    return buffer.capacity();
  }

  int available() {
    return buffer.remaining();
  }

  /**
   * Reads until so many bytes are available, at most the capacity; returns whether they are, false
   * at the end of the stream.
   */
  boolean fill(int count) throws IOException {
    while (buffer.remaining() < count) {
      if (!readMore(count)) {
        return false;
      }
    }
    return true;
  }

  int unsignedByte() {
    return buffer.get() & 0xFF;
  }

  long unsignedInt() {
    return buffer.getInt() & 0xFFFF_FFFFL;
  }

  /** The next bytes, which must be available, as a window on them; they count as consumed. */
  ByteBuffer take(int count) {
    int start = buffer.position();
    buffer.position(start + count);
    return window.clear().limit(start + count).position(start).order(ByteOrder.BIG_ENDIAN);
  }

  private boolean readMore(int wanted) throws IOException {
    makeRoom(wanted);
    int start = buffer.position();
    int end = buffer.limit();
    buffer.limit(buffer.capacity()).position(end);
    int count = -1;
    try {
      watch.readBegins();
      count = transport.read(buffer);
    } finally {
      watch.readEnds();
      buffer.position(start).limit(end + Math.max(count, 0));
    }
    return count >= 0;
  }

  private void makeRoom(int wanted) {
    boolean fits = buffer.position() + wanted <= buffer.capacity();
    if (!buffer.hasRemaining()) {
      buffer.clear().limit(0);
    } else if (!fits || buffer.remaining() <= CHEAP_TO_MOVE) {
      buffer.compact().flip();
    }
  }
}
