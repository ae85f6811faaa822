package org.sealgate.inference.image;

import java.nio.ByteBuffer;

/** One frame of the JPEG processes of T.81: baseline, extended, progressive and lossless. */
final class JpegFrame {
  private JpegFrame() {}

  /** Decodes by what the code stream is, which need not be what the transfer syntax claims. */
  static short[] decode(byte[] frame, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    JpegSegments.Segment start = new JpegSegments(frame).nextOf(JpegSegments::isStartOfFrame);
    int precision = requireMatching(start.parameters(), format);
    if (start.marker() == JpegSegments.SOF3) {
      return JpegLossless.decode(frame, format, precision);
    }
    return precision == 12
        ? JpegTwelveBit.decode(frame, format)
        : ImageIoFrame.decode(frame, format, EncapsulatedFrame.jpeg());
  }

  /**
   * Precision, lines, samples per line, components (T.81 B.2.2, T.87 C.2.2): returns the precision.
   */
  static int requireMatching(ByteBuffer startOfFrame, PixelFormat format)
      throws BrokenImageException {
    if (startOfFrame.remaining() < 6) {
      throw new BrokenImageException("start of frame is cut short");
    }
    int precision = startOfFrame.get(0) & 0xFF;
    int components = startOfFrame.get(5) & 0xFF;
    ImageIoFrame.requireSize(
        startOfFrame.getShort(3) & 0xFFFF, startOfFrame.getShort(1) & 0xFFFF, format);
    if (components != 1) {
      throw new BrokenImageException(
          "the code stream has %d components, Samples per Pixel (0028,0002) says 1"
              .formatted(components));
    }
    if (precision < 2 || precision > format.bitsAllocated()) {
      throw new BrokenImageException(
          "the code stream has %d bits, Bits Allocated (0028,0100) is %d"
              .formatted(precision, format.bitsAllocated()));
    }
    return precision;
  }
}
