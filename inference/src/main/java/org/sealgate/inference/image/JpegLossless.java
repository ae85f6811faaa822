package org.sealgate.inference.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Lossless JPEG (T.81 annex H, process 14), one component, Huffman coded. */
final class JpegLossless {
  private final PixelFormat format;
  private final int precision;
  private final HuffmanTables tables = new HuffmanTables();
  private int restartInterval;

  private JpegLossless(PixelFormat format, int precision) {
    this.format = format;
    this.precision = precision;
  }

  /**
   * Decodes a code stream whose start of frame is checked already.
   *
   * @param precision bits of a sample, 2 to 16
   * @throws BrokenImageException if a segment or the entropy-coded data are damaged
   */
  static short[] decode(byte[] frame, PixelFormat format, int precision)
      throws BrokenImageException {
    try {
      return new JpegLossless(format, precision).decode(new JpegSegments(frame));
    } catch (IndexOutOfBoundsException | BufferUnderflowException exception) {
      throw new BrokenImageException("lossless JPEG: a segment is cut short", exception);
    }
  }

  private short[] decode(JpegSegments segments) throws BrokenImageException {
    while (true) {
      JpegSegments.Segment segment = segments.next();
      switch (segment.marker()) {
        case JpegSegments.DHT -> tables.define(segment.parameters());
        case JpegSegments.DRI -> restartInterval = segment.parameters().getShort() & 0xFFFF;
        case JpegSegments.SOS -> {
          Scan scan = Scan.of(segment.parameters(), precision);
          return samples(scan, EntropyBits.ofJpeg(segments.entropyCoded()));
        }
        default -> {
          // The start of frame is known, and other segments say nothing about lossless samples.
        }
      }
    }
  }

  /**
   * What the scan header says (T.81 B.2.3).
   *
   * @param table destination of the Huffman table
   * @param selection predictor selection value, 1 to 7 (Ss)
   * @param pointTransform lower bits of the samples that are left out (Al)
   */
  private record Scan(int table, int selection, int pointTransform) {
    static Scan of(ByteBuffer parameters, int precision) throws BrokenImageException {
      if (parameters.get(0) != 1) {
        throw new BrokenImageException(
            "lossless JPEG: a scan of " + parameters.get(0) + " components, 1 expected");
      }
      Scan scan =
          new Scan((parameters.get(2) >> 4) & 3, parameters.get(3) & 0xFF, parameters.get(5) & 15);
      if (scan.selection < 1 || scan.selection > 7) {
        throw new BrokenImageException(
            "lossless JPEG: predictor selection value " + scan.selection + ", allowed: 1 to 7");
      }
      if (scan.pointTransform >= precision) {
        throw new BrokenImageException(
            "lossless JPEG: point transform of %d bits, the samples have %d"
                .formatted(scan.pointTransform, precision));
      }
      return scan;
    }
  }

  private short[] samples(Scan scan, EntropyBits bits) throws BrokenImageException {
    DifferenceTable table = DifferenceTable.of(tables.direct(scan.table));
    int columns = format.columns();
    int rowsBetweenRestarts = rowsBetweenRestarts();
    short[] samples = new short[format.samples()];
    int[] differences = new int[columns];
    for (int row = 0; row < format.rows(); row++) {
      boolean first = row % rowsBetweenRestarts == 0;
      if (first && row > 0) {
        bits.restart();
      }
      table.read(bits, differences);
      int start = row * columns;
      int prediction =
          first ? 1 << (precision - scan.pointTransform - 1) : samples[start - columns];
      samples[start] = (short) (prediction + differences[0]);
      LosslessPrediction.addRow(first ? 1 : scan.selection, differences, samples, start);
    }
    bits.requireNoOverrun();
    return scan.pointTransform == 0 ? samples : shifted(samples, scan.pointTransform);
  }

  /** A restart interval, counted in samples, is made of whole rows (T.81 H.1.1). */
  private int rowsBetweenRestarts() throws BrokenImageException {
    if (restartInterval % format.columns() != 0) {
      throw new BrokenImageException(
          "lossless JPEG: restart interval of %d samples, rows have %d"
              .formatted(restartInterval, format.columns()));
    }
    return restartInterval == 0 ? format.rows() : restartInterval / format.columns();
  }

  private static short[] shifted(short[] samples, int pointTransform) {
    for (int index = 0; index < samples.length; index++) {
      samples[index] = (short) (samples[index] << pointTransform);
    }
    return samples;
  }
}
