package org.sealgate.inference;

/**
 * What bounds the memory of one classification, which takes about five bytes per pixel and twice
 * the data set.
 *
 * @param pixels most pixels of an image that is decoded
 * @param dataSetBytes most bytes of a data set, with its compressed or native pixels
 * @param headerBytes most bytes before Pixel Data (7FE0,0010)
 */
public record ImageLimits(int pixels, long dataSetBytes, int headerBytes) {
  /**
   * 32 megapixels (the largest detectors have about 18), 72 MB per data set, 4 MiB of attributes.
   */
  public static final ImageLimits DEFAULT = new ImageLimits(32_000_000, 72_000_000, 4 << 20);

  /** Refuses limits under which nothing could be classified. */
  public ImageLimits {
    if (pixels < 1 || dataSetBytes < 1 || headerBytes < 1) {
      throw new IllegalArgumentException(
          "limits of "
              + pixels
              + " pixels, "
              + dataSetBytes
              + " bytes, "
              + headerBytes
              + " header bytes: all must be"
              + " at least 1");
    }
  }
}
