package org.sealgate.testdicom.generate;

/**
 * Shape of a native image (PS3.3 C.7.6.3, C.7.6.6).
 *
 * @param frames number of frames
 * @param rows rows of a frame
 * @param columns columns of a frame
 * @param samplesPerPixel 1, or 3 for colour by pixel
 * @param bitsAllocated bits of a sample on the wire, 8 or 16
 * @param bitsStored bits of a sample that are used, the low ones
 * @param photometricInterpretation such as MONOCHROME2 or RGB
 */
public record ImageLayout(
    int frames,
    int rows,
    int columns,
    int samplesPerPixel,
    int bitsAllocated,
    int bitsStored,
    String photometricInterpretation) {
  /** Refuses what Pixel Data cannot hold. */
  public ImageLayout {
    require(frames >= 1, "frames", frames);
    require(rows >= 1 && rows <= 65535, "rows", rows);
    require(columns >= 1 && columns <= 65535, "columns", columns);
    require(samplesPerPixel == 1 || samplesPerPixel == 3, "samplesPerPixel", samplesPerPixel);
    require(bitsAllocated == 8 || bitsAllocated == 16, "bitsAllocated", bitsAllocated);
    require(bitsStored >= 1 && bitsStored <= bitsAllocated, "bitsStored", bitsStored);
    long frame = (long) rows * columns * samplesPerPixel * (bitsAllocated / 8);
    require(frame <= 1 << 30, "bytes of a frame", frame);
    require(frame * frames < 0xffff_ffffL, "bytes of all frames", frame * frames);
  }

  /** A monochrome image of one frame, 16 bits allocated and 12 stored. */
  public static ImageLayout monochrome12(int rows, int columns) {
    return new ImageLayout(1, rows, columns, 1, 16, 12, "MONOCHROME2");
  }

  /** A colour image of 8-bit samples by pixel. */
  public static ImageLayout rgb(int frames, int rows, int columns) {
    return new ImageLayout(frames, rows, columns, 3, 8, 8, "RGB");
  }

  /** Bytes of a frame. */
  public int frameLength() {
    return rows * columns * samplesPerPixel * (bitsAllocated / 8);
  }

  /** Bytes of all frames, without padding. */
  public long length() {
    return (long) frameLength() * frames;
  }

  private static void require(boolean condition, String field, long value) {
    if (!condition) {
      throw new IllegalArgumentException(field + ": " + value + " is out of range");
    }
  }
}
