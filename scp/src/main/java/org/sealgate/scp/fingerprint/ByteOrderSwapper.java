package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Makes values little endian before they are hashed. What is little endian already, by the order of
 * the buffer, passes as it is: in Explicit VR Big Endian too a sequence of VR UN is little endian
 * (PS3.5 6.2.2).
 */
final class ByteOrderSwapper {
  private static final int LONGEST_WORD = 8;

  private final byte[] word = new byte[LONGEST_WORD];
  private int wordLength = 1;
  private int pending;

  /** Starts a value that comes in pieces. */
  void start(ValueRepresentation valueRepresentation) {
    wordLength = valueRepresentation.wordLength();
    pending = 0;
  }

  /** The next piece in little endian, up to its last whole word. */
  ByteBuffer swap(ByteBuffer chunk) {
    ByteBuffer rest = chunk.duplicate();
    if (wordLength == 1 || chunk.order() == ByteOrder.LITTLE_ENDIAN) {
      return rest;
    }
    ByteBuffer swapped = ByteBuffer.allocate(rest.remaining() + wordLength);
    while (rest.hasRemaining()) {
      word[pending++] = rest.get();
      if (pending == wordLength) {
        for (int i = wordLength - 1; i >= 0; i--) {
          swapped.put(word[i]);
        }
        pending = 0;
      }
    }
    return swapped.flip();
  }

  /** What is left at the end of the value: bytes that make no whole word, taken as they are. */
  ByteBuffer finish() {
    ByteBuffer rest = ByteBuffer.wrap(word, 0, pending).slice();
    pending = 0;
    return rest;
  }

  /** A whole value in little endian. */
  static ByteBuffer littleEndian(ElementHeader header, ByteBuffer value) {
    int length = header.valueRepresentation().wordLength();
    if (length == 1 || value.order() == ByteOrder.LITTLE_ENDIAN) {
      return value.duplicate();
    }
    ByteOrderSwapper swapper = new ByteOrderSwapper();
    swapper.start(header.valueRepresentation());
    ByteBuffer words = swapper.swap(value);
    return ByteBuffer.allocate(value.remaining()).put(words).put(swapper.finish()).flip();
  }
}
