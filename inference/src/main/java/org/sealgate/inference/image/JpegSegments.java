package org.sealgate.inference.image;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * Walks the marker segments before the entropy-coded data of a JPEG or JPEG-LS code stream (T.81
 * B.1, T.87 C.1). The numbers in it are big endian.
 */
final class JpegSegments {
  /** Start of image. */
  static final int SOI = 0xD8;

  /** End of image. */
  static final int EOI = 0xD9;

  /** Start of a lossless, Huffman coded frame. */
  static final int SOF3 = 0xC3;

  /** Start of a JPEG-LS frame (SOF55). */
  static final int SOF_LS = 0xF7;

  /** Start of scan: its segment is followed by entropy-coded data. */
  static final int SOS = 0xDA;

  /** Define quantisation tables. */
  static final int DQT = 0xDB;

  /** Define Huffman tables. */
  static final int DHT = 0xC4;

  /** Define restart interval. */
  static final int DRI = 0xDD;

  /** JPEG-LS preset parameters (T.87 C.2.4.1). */
  static final int LSE = 0xF8;

  private final ByteBuffer stream;

  JpegSegments(byte[] frame) throws BrokenImageException {
    stream = ByteBuffer.wrap(frame);
    if (frame.length < 4 || (frame[0] & 0xFF) != 0xFF || (frame[1] & 0xFF) != SOI) {
      throw new BrokenImageException("the code stream does not begin with the marker SOI (FFD8)");
    }
    stream.position(2);
  }

  /** One marker and its parameters, after the length field. */
  record Segment(int marker, ByteBuffer parameters) {}

  /** The next segment; after SOS, {@link #entropyCoded} gives what follows it. */
  Segment next() throws BrokenImageException {
    int marker = marker();
    if (marker == EOI || stream.remaining() < 2) {
      throw new BrokenImageException("the code stream ends before its scan (SOS)");
    }
    int length = stream.getShort() & 0xFFFF;
    if (length < 2 || length - 2 > stream.remaining()) {
      throw new BrokenImageException(
          "segment FF%02X has length %d, %d bytes are left"
              .formatted(marker, length, stream.remaining()));
    }
    ByteBuffer parameters = stream.slice(stream.position(), length - 2);
    stream.position(stream.position() + length - 2);
    return new Segment(marker, parameters);
  }

  /** The next segment whose marker is wanted. */
  Segment nextOf(IntPredicate wanted) throws BrokenImageException {
    Segment segment = next();
    while (!wanted.test(segment.marker())) {
      segment = next();
    }
    return segment;
  }

  /** What is left of the code stream. */
  ByteBuffer entropyCoded() {
    return stream.slice();
  }

  /** Whether a marker is a start of frame: C0 to CF but DHT, JPG and DAC, or JPEG-LS's F7. */
  static boolean isStartOfFrame(int marker) {
    boolean reserved = marker == DHT || marker == 0xC8 || marker == 0xCC;
    return (marker >= 0xC0 && marker <= 0xCF && !reserved) || marker == SOF_LS;
  }

  private int marker() throws BrokenImageException {
    int fill = 0;
    while (stream.hasRemaining()) {
      int next = stream.get() & 0xFF;
      if (next != 0xFF) {
        if (fill == 0 || next == 0) {
          throw new BrokenImageException(
              "marker expected at byte " + (stream.position() - 1) + " of the code stream");
        }
        return next;
      }
      fill++;
    }
    throw new BrokenImageException("the code stream ends before its scan (SOS)");
  }
}
