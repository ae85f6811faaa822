package org.sealgate.inference.image;

import java.nio.ByteBuffer;

/**
 * A Huffman table (T.81 annex C). Codes of up to twelve bits are found by one look into a table,
 * longer ones length by length (T.81 F.2.2.3).
 */
final class HuffmanTable {
  /** Bits that the table is looked up by. */
  static final int LOOKUP_BITS = 12;

  private static final int LONGEST_CODE = 16;

  private final int[] largestCode = new int[LONGEST_CODE + 1];
  private final int[] firstValue = new int[LONGEST_CODE + 1];
  private final byte[] values;
  private final int[] lookup = new int[1 << LOOKUP_BITS];

  private HuffmanTable(int[] counts, byte[] values) throws BrokenImageException {
    this.values = values;
    int code = 0;
    int position = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      if (code + counts[length] > 1 << length) {
        throw new BrokenImageException(
            "Huffman table with %d codes of %d bits, %d are left"
                .formatted(counts[length], length, (1 << length) - code));
      }
      firstValue[length] = position - code;
      largestCode[length] = code + counts[length] - 1;
      for (int index = 0; index < counts[length]; index++) {
        enter(code++, length, values[position++] & 0xFF);
      }
      code <<= 1;
    }
  }

  /** Enters a short code for every number that begins with it. */
  private void enter(int code, int length, int value) {
    if (length <= LOOKUP_BITS) {
      int unused = LOOKUP_BITS - length;
      int from = code << unused;
      for (int index = 0; index < 1 << unused; index++) {
        lookup[from + index] = (value << 8) | length;
      }
    }
  }

  /** Reads the sixteen counts and the values of one table (T.81 B.2.4.2). */
  static HuffmanTable read(ByteBuffer parameters) throws BrokenImageException {
    int[] counts = new int[LONGEST_CODE + 1];
    int sum = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      counts[length] = parameters.get() & 0xFF;
      sum += counts[length];
    }
    if (sum > 256) {
      throw new BrokenImageException("Huffman table with " + sum + " codes, at most 256 allowed");
    }
    byte[] values = new byte[sum];
    parameters.get(values);
    return new HuffmanTable(counts, values);
  }

  /** The largest value that a code stands for, 0 if there is none. */
  int largestValue() {
    int largest = 0;
    for (byte value : values) {
      largest = Math.max(largest, value & 0xFF);
    }
    return largest;
  }

  /**
   * The code at the top of a word: its value, times 256, and its length in bits.
   *
   * @throws BrokenImageException if no code of the table begins so
   */
  int find(long ahead) throws BrokenImageException {
    int found = findShort(ahead);
    return found != 0 ? found : findLong(ahead);
  }

  /** The same for codes of up to twelve bits; 0 if none of these stands there. */
  int findShort(long ahead) {
    return lookup[(int) (ahead >>> (Long.SIZE - LOOKUP_BITS))];
  }

  private int findLong(long ahead) throws BrokenImageException {
    for (int length = LOOKUP_BITS + 1; length <= LONGEST_CODE; length++) {
      int code = EntropyBits.first(ahead, length);
      if (code <= largestCode[length]) {
        return ((values[firstValue[length] + code] & 0xFF) << 8) | length;
      }
    }
    throw new BrokenImageException("a Huffman code that its table does not have");
  }

  /**
   * The signed number in the given count of bits at the top of a word (RECEIVE and EXTEND, T.81
   * F.2.2.1); in no bits it is 0.
   *
   * @param size bits, at most 16
   */
  static int signed(long ahead, int size) {
    int value = EntropyBits.first(ahead, size);
    return ahead < 0 ? value : value - (1 << size) + 1;
  }
}
