package org.sealgate.inference.image;

/**
 * How the samples of a single-frame, single-channel image are stored (PS3.3 C.7.6.3, PS3.5 8.1.1).
 *
 * @param columns Columns (0028,0011)
 * @param rows Rows (0028,0010)
 * @param bitsAllocated Bits Allocated (0028,0100), 8 or 16
 * @param bitsStored Bits Stored (0028,0101), 1 to bits allocated
 * @param highBit High Bit (0028,0102), at least bits stored - 1
 * @param signed Pixel Representation (0028,0103) is 1: two's complement
 */
public record PixelFormat(
    int columns, int rows, int bitsAllocated, int bitsStored, int highBit, boolean signed) {
  /** Checks that the attributes agree with each other. */
  public PixelFormat {
    require(columns >= 1 && columns <= 65535, "Columns (0028,0011)", columns, "1 to 65535");
    require(rows >= 1 && rows <= 65535, "Rows (0028,0010)", rows, "1 to 65535");
    require(
        bitsAllocated == 8 || bitsAllocated == 16,
        "Bits Allocated (0028,0100)",
        bitsAllocated,
        "8 or 16");
    require(
        bitsStored >= 1 && bitsStored <= bitsAllocated,
        "Bits Stored (0028,0101)",
        bitsStored,
        "1 to " + bitsAllocated);
    require(
        highBit >= bitsStored - 1 && highBit < bitsAllocated,
        "High Bit (0028,0102)",
        highBit,
        (bitsStored - 1) + " to " + (bitsAllocated - 1));
  }

  /** Number of samples of the frame. */
  public int samples() {
    return Math.multiplyExact(columns, rows);
  }

  /** Bytes of one sample: 1 or 2. */
  public int bytesPerSample() {
    return bitsAllocated / 8;
  }

  /**
   * The value of a stored word: high bits and overlay bits masked off, sign extended where signed.
   */
  public int value(int word) {
    int raw = (word >>> (highBit - bitsStored + 1)) & ((1 << bitsStored) - 1);
    int unused = Integer.SIZE - bitsStored;
    return signed ? raw << unused >> unused : raw;
  }

  private static void require(boolean holds, String attribute, int value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(attribute + " is " + value + ", allowed: " + allowed);
    }
  }
}
