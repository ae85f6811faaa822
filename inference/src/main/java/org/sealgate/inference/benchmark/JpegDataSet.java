package org.sealgate.inference.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/** Wraps a grayscale JPEG image, without decoding it, as a Digital X-Ray image of a chest. */
public final class JpegDataSet {
  private JpegDataSet() {}

  /**
   * The bytes of the data set in JPEG Baseline.
   *
   * @throws IOException if it is no JPEG image, or one in colour
   */
  public static byte[] bytes(byte[] jpeg) throws IOException {
    return DataSetWriter.toBytes(of(jpeg), TransferSyntax.JPEG_BASELINE);
  }

  /** The data set, with the JPEG stream as its only fragment. */
  public static DataSet of(byte[] jpeg) throws IOException {
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
      try {
        reader.setInput(input, true, true);
        requireGrayscale(reader);
        return wrap(jpeg, reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    }
  }

  private static void requireGrayscale(ImageReader reader) throws IOException {
    int components = reader.getRawImageType(0).getNumBands();
    if (components != 1) {
      throw new IOException(
          "the JPEG image has " + components + " components, only grayscale can be wrapped");
    }
  }

  private static DataSet wrap(byte[] jpeg, int columns, int rows) {
    DataSet header =
        GrayDataSet.header(HexFormat.of().formatHex(jpeg), columns, rows)
            .putInt(Tag.BITS_ALLOCATED, 8)
            .putInt(Tag.BITS_STORED, 8)
            .putInt(Tag.HIGH_BIT, 7);
    return GrayDataSet.putFrame(header, jpeg);
  }
}
