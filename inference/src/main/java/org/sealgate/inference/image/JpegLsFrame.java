package org.sealgate.inference.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One single-component frame of JPEG-LS (ISO/IEC 14495-1, T.87), lossless or near-lossless: the
 * marker segments.
 */
final class JpegLsFrame {
  private JpegLsFrame() {}

  static short[] decode(byte[] frame, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    try {
      return decode(new JpegSegments(frame), format);
    } catch (BufferUnderflowException exception) {
      throw new BrokenImageException("JPEG-LS: a marker segment is cut short", exception);
    }
  }

  private static short[] decode(JpegSegments segments, PixelFormat format)
      throws UnsupportedImageException, BrokenImageException {
    int precision = 0;
    Optional<JpegLsParameters.Preset> preset = Optional.empty();
    while (true) {
      JpegSegments.Segment segment = segments.next();
      ByteBuffer parameters = segment.parameters();
      switch (segment.marker()) {
        case 0xF7 -> precision = startOfFrame(parameters, format);
        case JpegSegments.LSE -> preset = preset(parameters);
        case JpegSegments.DRI ->
            throw new UnsupportedImageException("JPEG-LS with restart intervals is not read");
        case JpegSegments.SOS -> {
          if (precision == 0) {
            throw new BrokenImageException("JPEG-LS: the scan comes before its frame (SOF55)");
          }
          JpegLsParameters coding = JpegLsParameters.of(precision, near(parameters), preset);
          return new JpegLsDecoder(coding, segments.entropyCoded())
              .decode(format.columns(), format.rows());
        }
        default -> requireNoOtherFrame(segment.marker());
      }
    }
  }

  private static void requireNoOtherFrame(int marker) throws BrokenImageException {
    if (JpegSegments.isStartOfFrame(marker)) {
      throw new BrokenImageException(
          "frame type FF%02X where JPEG-LS (FFF7) is expected".formatted(marker));
    }
  }

  /** Precision, lines, samples per line, components (T.87 C.2.2). */
  private static int startOfFrame(ByteBuffer parameters, PixelFormat format)
      throws BrokenImageException {
    int precision = parameters.get();
    int rows = parameters.getShort() & 0xFFFF;
    int columns = parameters.getShort() & 0xFFFF;
    int components = parameters.get();
    ImageIoFrame.requireSize(columns, rows, format);
    if (components != 1) {
      throw new BrokenImageException(
          "the code stream has " + components + " components, 1 expected");
    }
    if (precision < 2 || precision > format.bitsAllocated()) {
      throw new BrokenImageException(
          "the code stream has "
              + precision
              + " bits, Bits Allocated (0028,0100) is "
              + format.bitsAllocated());
    }
    return precision;
  }

  /**
   * Type 1 presets thresholds; mapping tables and oversize dimensions (types 2 to 4) do not occur
   * in DICOM.
   */
  private static Optional<JpegLsParameters.Preset> preset(ByteBuffer parameters)
      throws UnsupportedImageException {
    int type = parameters.get();
    if (type != 1) {
      throw new UnsupportedImageException(
          "JPEG-LS preset parameters of type " + type + ", only 1 is read");
    }
    return Optional.of(
        new JpegLsParameters.Preset(
            parameters.getShort() & 0xFFFF,
            parameters.getShort() & 0xFFFF,
            parameters.getShort() & 0xFFFF,
            parameters.getShort() & 0xFFFF,
            parameters.getShort() & 0xFFFF));
  }

  /**
   * The near-lossless tolerance: after the number of components and the one component's two bytes
   * (T.87 C.2.3).
   */
  private static int near(ByteBuffer parameters) {
    parameters.position(Math.min(3, parameters.limit()));
    return parameters.get() & 0xFF;
  }
}
