package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The RLE transfer syntax (PS3.5 Annex G) for one single-channel frame. */
final class RunLength {
  /** Number of segments and fifteen offsets, 32-bit little endian each (PS3.5 G.5). */
  private static final int HEADER_BYTES = 64;

  private RunLength() {}

  /** Decodes a frame into words; the most significant byte plane comes first (PS3.5 G.2). */
  static short[] decode(byte[] frame, PixelFormat format) throws BrokenImageException {
    if (frame.length < HEADER_BYTES) {
      throw new BrokenImageException(
          "RLE frame of " + frame.length + " bytes, its header alone has " + HEADER_BYTES);
    }
    ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    int segments = header.getInt(0);
    if (segments != format.bytesPerSample()) {
      throw new BrokenImageException(
          "RLE frame has " + segments + " segments, " + format.bytesPerSample() + " expected");
    }
    short[] words = new short[format.samples()];
    for (int segment = 0; segment < segments; segment++) {
      int start = header.getInt(4 + 4 * segment);
      int end = segment + 1 < segments ? header.getInt(8 + 4 * segment) : frame.length;
      if (start < HEADER_BYTES || end < start || end > frame.length) {
        throw new BrokenImageException(
            "RLE segment " + segment + " spans bytes " + start + " to " + end);
      }
      decodeSegment(frame, start, end, words, 8 * (segments - 1 - segment));
    }
    return words;
  }

  /**
   * PackBits (PS3.5 G.3): n = 0..127 copies n + 1 bytes, n = -1..-127 repeats one byte 1 - n times.
   */
  private static void decodeSegment(byte[] frame, int start, int end, short[] words, int shift)
      throws BrokenImageException {
    int position = start;
    int word = 0;
    while (word < words.length) {
      if (position + 1 >= end) {
        throw new BrokenImageException(
            "RLE segment ends after " + word + " of " + words.length + " samples");
      }
      int control = frame[position++];
      if (control >= 0) {
        int count = Math.min(Math.min(control + 1, end - position), words.length - word);
        for (int index = 0; index < count; index++) {
          words[word++] |= (short) ((frame[position + index] & 0xFF) << shift);
        }
        position += control + 1;
      } else if (control != -128) {
        int count = Math.min(1 - control, words.length - word);
        short value = (short) ((frame[position++] & 0xFF) << shift);
        for (int index = 0; index < count; index++) {
          words[word++] |= value;
        }
      }
    }
  }
}
