package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The Huffman tables that a JPEG code stream has defined so far, four of each class. */
final class HuffmanTables {
  private final @Nullable HuffmanTable[] direct = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] alternating = new HuffmanTable[4];

  /** Takes over the tables of a DHT segment (T.81 B.2.4.2). */
  void define(ByteBuffer parameters) throws BrokenImageException {
    while (parameters.hasRemaining()) {
      int head = parameters.get();
      (head >> 4 == 0 ? direct : alternating)[head & 3] = HuffmanTable.read(parameters);
    }
  }

  /** The table of class 0, for DC coefficients or lossless differences. */
  HuffmanTable direct(int destination) throws BrokenImageException {
    return require(direct[destination & 3], "DC", destination);
  }

  /** The table of class 1, for AC coefficients. */
  HuffmanTable alternating(int destination) throws BrokenImageException {
    return require(alternating[destination & 3], "AC", destination);
  }

  private static HuffmanTable require(@Nullable HuffmanTable table, String name, int destination)
      throws BrokenImageException {
    if (table == null) {
      throw new BrokenImageException(
          "the scan's " + name + " Huffman table " + (destination & 3) + " is missing");
    }
    return table;
  }
}
