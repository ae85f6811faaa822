package org.sealgate.inference.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JPEG extended sequential with 12-bit samples (T.81 process 4), one component, Huffman coded: what
 * Image I/O readers do not decode.
 */
final class JpegTwelveBit {
  private static final int LARGEST = 4095;
  private static final int LEVEL_SHIFT = 2048;

  /** Bits of a coefficient with 12-bit samples (T.81 F.1.2). */
  private static final int LARGEST_SIZE = 15;

  /** Bits that a block takes at most: 64 codes of 16 bits with coefficients of 15. */
  private static final int BLOCK_BITS = 64 * 31;

  /** Position in the block, row by row, of the zig-zag sequence (T.81 figure A.6). */
  private static final int[] ZIG_ZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /** COSINES[x * 8 + u] is c(u) / 2 * cos((2x + 1) u pi / 16) (T.81 A.3.3). */
  private static final float[] COSINES = cosines();

  private final PixelFormat format;
  private final @Nullable QuantisationTable[] quantisation = new QuantisationTable[4];
  private final HuffmanTables huffman = new HuffmanTables();
  private int quantisationOfComponent;
  private int restartInterval;

  private JpegTwelveBit(PixelFormat format) {
    this.format = format;
  }

  static short[] decode(byte[] frame, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    try {
      return new JpegTwelveBit(format).decode(new JpegSegments(frame));
    } catch (IndexOutOfBoundsException | BufferUnderflowException exception) {
      throw new BrokenImageException(
          "12-bit JPEG: a segment is cut short or refers to a missing table", exception);
    }
  }

  private short[] decode(JpegSegments segments)
      throws UnsupportedImageException, BrokenImageException {
    while (true) {
      JpegSegments.Segment segment = segments.next();
      ByteBuffer parameters = segment.parameters();
      switch (segment.marker()) {
        case 0xC1 -> startOfFrame(parameters);
        case JpegSegments.DQT -> quantisationTables(parameters);
        case JpegSegments.DHT -> huffman.define(parameters);
        case JpegSegments.DRI -> restartInterval = parameters.getShort() & 0xFFFF;
        case JpegSegments.SOS -> {
          return scan(parameters.get(2), EntropyBits.ofJpeg(segments.entropyCoded()));
        }
        default -> requireNoOtherFrame(segment.marker());
      }
    }
  }

  private static void requireNoOtherFrame(int marker) throws UnsupportedImageException {
    if (JpegSegments.isStartOfFrame(marker)) {
      throw new UnsupportedImageException(
          "12-bit JPEG with frame type FF%02X, only extended sequential (FFC1) is read"
              .formatted(marker));
    }
  }

  private void startOfFrame(ByteBuffer parameters) throws BrokenImageException {
    if (parameters.get(5) != 1) {
      throw new BrokenImageException(
          "the code stream has " + parameters.get(5) + " components, 1 expected");
    }
    quantisationOfComponent = parameters.get(8) & 3;
  }

  private void quantisationTables(ByteBuffer parameters) {
    while (parameters.hasRemaining()) {
      int head = parameters.get();
      float[] table = new float[64];
      for (int index = 0; index < 64; index++) {
        table[ZIG_ZAG[index]] =
            head >> 4 == 0 ? parameters.get() & 0xFF : parameters.getShort() & 0xFFFF;
      }
      quantisation[head & 3] = new QuantisationTable(table);
    }
  }

  private short[] scan(int tables, EntropyBits bits) throws BrokenImageException {
    float[] steps = require(quantisation[quantisationOfComponent], "quantisation").steps();
    HuffmanTable directTable = huffman.direct(tables >> 4);
    HuffmanTable alternatingTable = huffman.alternating(tables);
    short[] words = new short[format.samples()];
    float[] block = new float[64];
    int across = (format.columns() + 7) / 8;
    int blocks = across * ((format.rows() + 7) / 8);
    int prediction = 0;
    for (int index = 0; index < blocks; index++) {
      if (restartInterval > 0 && index > 0 && index % restartInterval == 0) {
        bits.restart();
        prediction = 0;
      }
      Arrays.fill(block, 0);
      bits.prepare(BLOCK_BITS);
      prediction += difference(directTable, bits);
      block[0] = prediction * steps[0];
      coefficients(block, steps, alternatingTable, bits);
      place(inverse(block), words, index % across * 8, index / across * 8);
    }
    bits.requireNoOverrun();
    return words;
  }

  /** The difference of two DC coefficients: its size, then as many bits (T.81 F.2.2.1). */
  private static int difference(HuffmanTable table, EntropyBits bits) throws BrokenImageException {
    long ahead = bits.ahead();
    int code = table.find(ahead);
    int length = code & 0xFF;
    int size = code >> 8;
    if (size > LARGEST_SIZE) {
      throw new BrokenImageException(
          "12-bit JPEG: a DC coefficient of %d bits, at most %d allowed"
              .formatted(size, LARGEST_SIZE));
    }
    bits.skip(length + size);
    return HuffmanTable.signed(ahead << length, size);
  }

  private static <T> T require(@Nullable T table, String name) throws BrokenImageException {
    if (table == null) {
      throw new BrokenImageException("12-bit JPEG: the scan's " + name + " table is missing");
    }
    return table;
  }

  /** The 63 other coefficients: run of zeros and size in one symbol (T.81 F.2.2.2). */
  private static void coefficients(
      float[] block, float[] steps, HuffmanTable table, EntropyBits bits)
      throws BrokenImageException {
    for (int index = 1; index < 64; index++) {
      long ahead = bits.ahead();
      int code = table.find(ahead);
      int length = code & 0xFF;
      int symbol = code >> 8;
      int size = symbol & 15;
      bits.skip(length + size);
      if (size == 0 && symbol != 0xF0) {
        return;
      }
      index += symbol >> 4;
      if (index > 63) {
        throw new BrokenImageException("12-bit JPEG: a run of zeros leaves its block");
      }
      if (size > 0) {
        int position = ZIG_ZAG[index];
        block[position] = HuffmanTable.signed(ahead << length, size) * steps[position];
      }
    }
  }

  private void place(float[] samples, short[] words, int left, int top) {
    int width = Math.min(8, format.columns() - left);
    int height = Math.min(8, format.rows() - top);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int sample = Math.round(samples[row * 8 + column]) + LEVEL_SHIFT;
        words[(top + row) * format.columns() + left + column] =
            (short) Math.clamp(sample, 0, LARGEST);
      }
    }
  }

  private static float[] inverse(float[] block) {
    float[] rows = new float[64];
    float[] samples = new float[64];
    for (int v = 0; v < 8; v++) {
      for (int x = 0; x < 8; x++) {
        float sum = 0;
        for (int u = 0; u < 8; u++) {
          sum += block[v * 8 + u] * COSINES[x * 8 + u];
        }
        rows[v * 8 + x] = sum;
      }
    }
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        float sum = 0;
        for (int v = 0; v < 8; v++) {
          sum += rows[v * 8 + x] * COSINES[y * 8 + v];
        }
        samples[y * 8 + x] = sum;
      }
    }
    return samples;
  }

  /** Steps of the 64 coefficients, row by row. */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record QuantisationTable(float[] steps) {}

  private static float[] cosines() {
    float[] cosines = new float[64];
    for (int x = 0; x < 8; x++) {
      for (int u = 0; u < 8; u++) {
        double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
        cosines[x * 8 + u] = (float) (scale * Math.cos((2 * x + 1) * u * Math.PI / 16));
      }
    }
    return cosines;
  }
}
