package org.sealgate.testdicom.generate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * RLE Lossless (PS3.5 Annex G): a header of sixteen 32-bit little-endian numbers, then one PackBits
 * segment for each byte plane of the frame, most significant byte first.
 */
final class RunLengthEncoder {
  private static final int HEADER_LENGTH = 64;
  private static final int MAXIMUM_RUN = 128;

  private RunLengthEncoder() {}

  /** Encodes one native frame as the value of one fragment, of even length. */
  static byte[] encode(byte[] frame, ImageLayout layout) {
    int sampleLength = layout.bitsAllocated() / 8;
    int pixelLength = layout.samplesPerPixel() * sampleLength;
    ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(pixelLength);
    ByteArrayOutputStream segments = new ByteArrayOutputStream(frame.length);
    for (int segment = 0; segment < pixelLength; segment++) {
      header.putInt(HEADER_LENGTH + segments.size());
      int sample = segment / sampleLength;
      // Samples are little endian, segments go from the most significant byte down (G.2).
      int plane = sample * sampleLength + sampleLength - 1 - segment % sampleLength;
      encodePlane(frame, plane, pixelLength, layout.columns(), segments);
    }
    ByteArrayOutputStream fragment = new ByteArrayOutputStream(HEADER_LENGTH + segments.size());
    fragment.writeBytes(header.array());
    fragment.writeBytes(segments.toByteArray());
    return fragment.toByteArray();
  }

  /** Each row is encoded on its own (G.3.1); a segment has an even length. */
  private static void encodePlane(
      byte[] frame, int plane, int stride, int columns, ByteArrayOutputStream out) {
    byte[] row = new byte[columns];
    for (int at = plane; at < frame.length; at += columns * stride) {
      for (int column = 0; column < columns; column++) {
        row[column] = frame[at + column * stride];
      }
      encodeRow(row, out);
    }
    if (out.size() % 2 != 0) {
      out.write(0);
    }
  }

  private static void encodeRow(byte[] row, ByteArrayOutputStream out) {
    int at = 0;
    while (at < row.length) {
      int run = runLength(row, at);
      if (run >= 2) {
        out.write(1 - run);
        out.write(row[at]);
        at += run;
      } else {
        int literal = literalLength(row, at);
        out.write(literal - 1);
        out.write(row, at, literal);
        at += literal;
      }
    }
  }

  private static int runLength(byte[] row, int start) {
    int end = start + 1;
    while (end < row.length && end - start < MAXIMUM_RUN && row[end] == row[start]) {
      end++;
    }
    return end - start;
  }

  /** Bytes up to the next run of three, which is the first that saves anything. */
  private static int literalLength(byte[] row, int start) {
    int end = start + 1;
    while (end < row.length && end - start < MAXIMUM_RUN && !isRunOfThree(row, end)) {
      end++;
    }
    return end - start;
  }

  private static boolean isRunOfThree(byte[] row, int at) {
    return at + 2 < row.length && row[at] == row[at + 1] && row[at] == row[at + 2];
  }
}
