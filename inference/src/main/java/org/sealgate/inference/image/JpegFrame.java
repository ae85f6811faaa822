package org.sealgate.inference.image;

import java.nio.ByteBuffer;

/** One frame of the JPEG processes of T.81: baseline, extended, progressive and lossless. */
final class JpegFrame {
  private JpegFrame() {}

  /** Decodes by what the code stream is, which need not be what the transfer syntax claims. */
  static short[] decode(byte[] frame, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    ByteBuffer header = new JpegSegments(frame).nextOf(JpegSegments::isStartOfFrame).parameters();
    if (header.remaining() < 6) {
      throw new BrokenImageException("start of frame is cut short");
    }
    int precision = header.get(0);
    ImageIoFrame.requireSize(header.getShort(3) & 0xFFFF, header.getShort(1) & 0xFFFF, format);
    if (precision > format.bitsAllocated()) {
      throw new BrokenImageException(
          "the code stream has "
              + precision
              + " bits, Bits Allocated (0028,0100) is "
              + format.bitsAllocated());
    }
    boolean twelveBits = precision == 12 && !isLossless(frame);
    return twelveBits
        ? JpegTwelveBit.decode(frame, format)
        : ImageIoFrame.decode(frame, format, EncapsulatedFrame.jpeg());
  }

  private static boolean isLossless(byte[] frame) throws BrokenImageException {
    return new JpegSegments(frame).nextOf(JpegSegments::isStartOfFrame).marker() == 0xC3;
  }
}
