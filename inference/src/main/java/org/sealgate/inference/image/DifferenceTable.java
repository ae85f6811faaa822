package org.sealgate.inference.image;

/**
 * The differences of lossless JPEG by the bits that stand for them: a Huffman code of the
 * difference's size, then as many bits (T.81 H.1.2.2). Where both together are short, one look into
 * a table gives the difference.
 */
final class DifferenceTable {
  /** Bits that one difference takes at most. */
  static final int MOST_BITS = 32;

  private static final int LARGEST_SIZE = 16;
  private static final int TOP = Long.SIZE - HuffmanTable.LOOKUP_BITS;

  private final HuffmanTable sizes;

  /**
   * In the upper sixteen bits the difference, in the lower eight how many bits stand for it; 0
   * where these are more than the index has.
   */
  private final int[] lookup = new int[1 << HuffmanTable.LOOKUP_BITS];

  private DifferenceTable(HuffmanTable sizes) {
    this.sizes = sizes;
    for (int index = 0; index < lookup.length; index++) {
      lookup[index] = entry(sizes, (long) index << TOP);
    }
  }

  static DifferenceTable of(HuffmanTable sizes) throws BrokenImageException {
    if (sizes.largestValue() > LARGEST_SIZE) {
      throw new BrokenImageException(
          "lossless JPEG: a difference of %d bits, at most %d allowed"
              .formatted(sizes.largestValue(), LARGEST_SIZE));
    }
    return new DifferenceTable(sizes);
  }

  private static int entry(HuffmanTable sizes, long ahead) {
    int code = sizes.findShort(ahead);
    int size = code >>> 8;
    int length = code & 0xFF;
    int taken = length + sizeBits(size);
    boolean whole = code != 0 && taken <= HuffmanTable.LOOKUP_BITS;
    return whole ? (difference(ahead << length, size) << 16) | taken : 0;
  }

  /**
   * Reads differences, as many as there is room for. Four short ones are read from one word, each
   * after the other's bits are shifted out; a long one takes no bits of it, so that the rest of the
   * four are not found either.
   */
  void read(EntropyBits bits, int[] differences) throws BrokenImageException {
    bits.prepare(differences.length * MOST_BITS);
    byte[] window = bits.window();
    int position = bits.position();
    int index = 0;
    while (index < differences.length) {
      long ahead = EntropyBits.ahead(window, position);
      if (index + 4 <= differences.length) {
        int first = lookup[(int) (ahead >>> TOP)];
        ahead <<= first & 0xFF;
        int second = lookup[(int) (ahead >>> TOP)];
        ahead <<= second & 0xFF;
        int third = lookup[(int) (ahead >>> TOP)];
        ahead <<= third & 0xFF;
        int fourth = lookup[(int) (ahead >>> TOP)];
        differences[index] = first >> 16;
        differences[index + 1] = second >> 16;
        differences[index + 2] = third >> 16;
        differences[index + 3] = fourth >> 16;
        if (fourth != 0) {
          index += 4;
          position += (first + second + third + fourth) & 0xFF;
          continue;
        }
        ahead = EntropyBits.ahead(window, position);
      }
      int code = sizes.find(ahead);
      int size = code >>> 8;
      differences[index++] = difference(ahead << (code & 0xFF), size);
      position += (code & 0xFF) + sizeBits(size);
    }
    bits.position(position);
  }

  /** 32768, the only difference of size 16, has no bits. */
  private static int sizeBits(int size) {
    return size == LARGEST_SIZE ? 0 : size;
  }

  private static int difference(long ahead, int size) {
    return size == LARGEST_SIZE ? 1 << 15 : HuffmanTable.signed(ahead, size);
  }
}
