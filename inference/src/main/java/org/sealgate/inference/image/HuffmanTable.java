package org.sealgate.inference.image;

import java.nio.ByteBuffer;

/** A Huffman table (T.81 annex C) decoded length by length (T.81 F.2.2.3). */
final class HuffmanTable {
  private final int[] largestCode = new int[17];
  private final int[] firstValue = new int[17];
  private final byte[] values;

  private HuffmanTable(int[] counts, byte[] values) {
    this.values = values;
    int code = 0;
    int position = 0;
    for (int length = 1; length <= 16; length++) {
      firstValue[length] = position - code;
      position += counts[length];
      code += counts[length];
      largestCode[length] = counts[length] == 0 ? -1 : code - 1;
      code <<= 1;
    }
  }

  /** Reads the sixteen counts and the values of one table (T.81 B.2.4.2). */
  static HuffmanTable read(ByteBuffer parameters) throws BrokenImageException {
    int[] counts = new int[17];
    int sum = 0;
    for (int length = 1; length <= 16; length++) {
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

  /** The value of the next code. */
  int decode(EntropyBits bits) throws BrokenImageException {
    int code = 0;
    for (int length = 1; length <= 16; length++) {
      code = code << 1 | bits.bit();
      if (code <= largestCode[length]) {
        return values[firstValue[length] + code] & 0xFF;
      }
    }
    throw new BrokenImageException("a Huffman code of more than 16 bits");
  }
}
