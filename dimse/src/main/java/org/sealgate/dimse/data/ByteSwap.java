package org.sealgate.dimse.data;

import java.nio.ByteBuffer;

/** Turns the words of a value from one byte order into the other (PS3.5 7.3). */
final class ByteSwap {
  private ByteSwap() {}

  /**
   * Reverses every word between position and limit in place. Bytes after the last whole word stay
   * as they are.
   *
   * @param wordLength 1, 2, 4 or 8
   */
  static void swap(ByteBuffer bytes, int wordLength) {
    int end = bytes.limit() - bytes.remaining() % wordLength;
    switch (wordLength) {
      case 1 -> {}
      case 2 -> {
        for (int index = bytes.position(); index < end; index += 2) {
          bytes.putShort(index, Short.reverseBytes(bytes.getShort(index)));
        }
      }
      case 4 -> {
        for (int index = bytes.position(); index < end; index += 4) {
          bytes.putInt(index, Integer.reverseBytes(bytes.getInt(index)));
        }
      }
      case 8 -> {
        for (int index = bytes.position(); index < end; index += 8) {
          bytes.putLong(index, Long.reverseBytes(bytes.getLong(index)));
        }
      }
      default ->
          throw new IllegalArgumentException("wordLength must be 1, 2, 4 or 8, not " + wordLength);
    }
  }
}
