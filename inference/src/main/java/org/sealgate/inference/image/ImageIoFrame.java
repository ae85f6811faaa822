package org.sealgate.inference.image;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** One single-channel frame decoded by an Image I/O reader. */
final class ImageIoFrame {
  private ImageIoFrame() {}

  /**
   * Decodes a code stream into words.
   *
   * @throws BrokenImageException if it does not decode, or has another size than the data set says
   *     (checked before any sample is decoded)
   */
  static short[] decode(byte[] frame, PixelFormat format, ImageReaderSpi provider)
      throws BrokenImageException {
    try {
      ImageReader reader = provider.createReaderInstance(null);
      try (MemoryCacheImageInputStream input =
          new MemoryCacheImageInputStream(new ByteArrayInputStream(frame))) {
        reader.setInput(input, true, true);
        requireSize(reader.getWidth(0), reader.getHeight(0), format);
        return words(raster(reader), format);
      } finally {
        reader.dispose();
      }
    } catch (BrokenImageException exception) {
      throw exception;
    } catch (IOException | RuntimeException | NoClassDefFoundError exception) {
      // The readers throw index, argument and null pointer exceptions on damaged code streams.
      throw new BrokenImageException(
          "Pixel Data (7FE0,0010) does not decode: " + exception, exception);
    }
  }

  private static Raster raster(ImageReader reader) throws IOException {
    return reader.canReadRaster() ? reader.readRaster(0, null) : reader.read(0).getRaster();
  }

  static void requireSize(int width, int height, PixelFormat format) throws BrokenImageException {
    if (width != format.columns() || height != format.rows()) {
      throw new BrokenImageException(
          "the code stream has "
              + width
              + " x "
              + height
              + " pixels, Columns (0028,0011) and Rows (0028,0010) say "
              + format.columns()
              + " x "
              + format.rows());
    }
  }

  private static short[] words(Raster raster, PixelFormat format) throws BrokenImageException {
    if (raster.getNumBands() != 1) {
      throw new BrokenImageException(
          "the code stream has "
              + raster.getNumBands()
              + " components, Samples per Pixel (0028,0002) says 1");
    }
    requireSize(raster.getWidth(), raster.getHeight(), format);
    DataBuffer buffer = raster.getDataBuffer();
    if (isPlain(raster)
        && buffer instanceof DataBufferUShort shorts
        && shorts.getSize() == format.samples()) {
      return shorts.getData();
    }
    if (isPlain(raster)
        && buffer instanceof DataBufferByte bytes
        && bytes.getSize() == format.samples()) {
      return widen(bytes.getData());
    }
    return sampleBySample(raster);
  }

  private static boolean isPlain(Raster raster) {
    return raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && model.getScanlineStride() == raster.getWidth()
        && raster.getDataBuffer().getOffset() == 0;
  }

  private static short[] widen(byte[] bytes) {
    short[] words = new short[bytes.length];
    for (int index = 0; index < words.length; index++) {
      words[index] = (short) (bytes[index] & 0xFF);
    }
    return words;
  }

  private static short[] sampleBySample(Raster raster) {
    short[] words = new short[raster.getWidth() * raster.getHeight()];
    int[] row = new int[raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
      for (int x = 0; x < row.length; x++) {
        words[y * row.length + x] = (short) row[x];
      }
    }
    return words;
  }
}
