package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.sealgate.dimse.data.ElementHeader;
import org.sealgate.dimse.data.ValueRepresentation;

/**
 * Makes values little endian before they are hashed; in little endian transfer syntaxes it passes
 * them as they are.
 */
final class ByteOrderSwapper {
  private final boolean bigEndian;
  private final byte[] word = new byte[8];
  private int wordLength = 1;
  private int pending;

  ByteOrderSwapper(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  /** Starts a value that comes in pieces. */
  void start(ValueRepresentation valueRepresentation) {
    wordLength = bigEndian ? valueRepresentation.wordLength() : 1;
    pending = 0;
  }

  /** Hashes the next piece. */
  void swap(ByteBuffer chunk, MessageDigest digest) {
    ByteBuffer rest = chunk.duplicate();
    if (wordLength == 1) {
      digest.update(rest);
      return;
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
    digest.update(swapped.flip());
  }

  /** Ends the value; bytes that make no whole word are taken as they are. */
  void finish(MessageDigest digest) {
    digest.update(word, 0, pending);
    pending = 0;
  }

  /** A small value in little endian. */
  ByteBuffer swapped(ElementHeader header, ByteBuffer value) {
    int length = header.valueRepresentation().wordLength();
    if (!bigEndian || length == 1) {
      return value.duplicate();
    }
    ByteBuffer swapped = ByteBuffer.allocate(value.remaining());
    int position = value.position();
    for (; position + length <= value.limit(); position += length) {
      for (int i = length - 1; i >= 0; i--) {
        swapped.put(value.get(position + i));
      }
    }
    for (; position < value.limit(); position++) {
      swapped.put(value.get(position));
    }
    return swapped.flip();
  }
}
