package org.sealgate.testdicom.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.benchmark.GrayDataSet;
import org.sealgate.inference.benchmark.ImageFile;
import org.sealgate.inference.benchmark.JpegDataSet;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.testdicom.process.CommandLine;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.ExternalTool;

/**
 * One JPEG image as DICOM files: in every transfer syntax that DCMTK and OpenJPEG write, and with
 * stored values that other attributes turn into the same gray values.
 *
 * @param folder for the files, which the next image overwrites
 */
record AgreementEncodings(Path folder) {
  /** Name of the file with native pixels. */
  static final String PLAIN = "explicit-little-endian";

  private static final ExternalTool OPENJPEG =
      new ExternalTool("opj_compress", "apt-get install libopenjp2-tools");

  /** By transfer syntax: the same pixels, lossless but for the JPEG stream as it came. */
  Map<String, Path> byTransferSyntax(Path original) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    Path plain = plain(original, files);
    files.put(PLAIN, plain);
    files.put("implicit-little-endian", convert(plain, "implicit.dcm", "dcmconv", "+ti"));
    files.put("explicit-big-endian", convert(plain, "big-endian.dcm", "dcmconv", "+tb"));
    files.put("deflated", convert(plain, "deflated.dcm", "dcmconv", "+td"));
    files.put("rle-lossless", convert(plain, "rle.dcm", "dcmcrle"));
    files.put("jpeg-lossless", convert(plain, "jpeg-lossless.dcm", "dcmcjpeg", "+e1"));
    files.put("jpeg-ls-lossless", convert(plain, "jpeg-ls.dcm", "dcmcjpls", "+el"));
    files.put("jpeg-2000-lossless", jpeg2000(plain));
    return files;
  }

  /** The image with windows, rescaling or polarity that mean the same. */
  Path presented(Presentation presentation, Path plain) throws IOException {
    GrayImage image = gray(plain);
    return write(presentation.of(image), "presented.dcm", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** Ways of storing 12-bit values that are displayed as the same gray values. */
  enum Presentation {
    WINDOW {
      @Override
      DataSet of(GrayImage image) {
        return windowed(
            GrayDataSet.sixteenBits(image, 12, gray -> 500 + gray * 8), "1520.5", "2041");
      }
    },
    RESCALED_WINDOW {
      @Override
      DataSet of(GrayImage image) {
        return windowed(GrayDataSet.sixteenBits(image, 12, gray -> gray * 16), "1040.5", "4081")
            .putString(Tag.RESCALE_SLOPE, "1")
            .putString(Tag.RESCALE_INTERCEPT, "-1000");
      }
    },
    LINEAR_EXACT {
      @Override
      DataSet of(GrayImage image) {
        return windowed(GrayDataSet.sixteenBits(image, 12, gray -> gray * 16), "2040", "4080")
            .putString(Tag.VOI_LUT_FUNCTION, "LINEAR_EXACT");
      }
    },
    MONOCHROME1 {
      @Override
      DataSet of(GrayImage image) {
        return windowed(
                GrayDataSet.sixteenBits(image, 12, gray -> 4080 - gray * 16), "2040.5", "4081")
            .putString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1");
      }
    };

    abstract DataSet of(GrayImage image);
  }

  private static DataSet windowed(DataSet image, String centre, String width) {
    return image.putString(Tag.WINDOW_CENTER, centre).putString(Tag.WINDOW_WIDTH, width);
  }

  /** Native pixels; decoded by DCMTK where the JPEG stream can be wrapped as it is. */
  private Path plain(Path original, Map<String, Path> files) throws IOException {
    BufferedImage image = ImageIO.read(original.toFile());
    if (image.getRaster().getNumBands() > 1) {
      DataSet luminance = GrayDataSet.eightBits(luminance(image));
      return write(luminance, "native.dcm", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
    DataSet wrapped = JpegDataSet.of(Files.readAllBytes(original));
    Path jpeg = write(wrapped, "jpeg-baseline.dcm", TransferSyntax.JPEG_BASELINE);
    files.put("jpeg-baseline", jpeg);
    return convert(jpeg, "native.dcm", "dcmdjpeg");
  }

  private Path jpeg2000(Path plain) throws IOException {
    GrayImage gray = gray(plain);
    Path raw = Files.write(folder.resolve("image.raw"), gray.samples());
    Path stream = folder.resolve("image.j2k");
    String format = gray.width() + "," + gray.height() + ",1,8,u";
    CommandLine.of(OPENJPEG, "-i", raw.toString(), "-F", format, "-o", stream.toString())
        .run()
        .requireSuccess();
    DataSet image = GrayDataSet.encapsulated(gray, Files.readAllBytes(stream));
    return write(image, "jpeg-2000.dcm", TransferSyntax.JPEG_2000_LOSSLESS);
  }

  private static GrayImage gray(Path plain) throws IOException {
    try (DicomFile file = DicomFile.open(plain)) {
      DataSet image = file.readDataSet();
      int columns = image.getInt(Tag.COLUMNS, 0);
      int rows = image.getInt(Tag.ROWS, 0);
      byte[] pixels = image.getBytes(Tag.PIXEL_DATA).orElseThrow();
      return new GrayImage(columns, rows, Arrays.copyOf(pixels, columns * rows));
    }
  }

  /** The weights of Pillow's conversion to "L", with which the training code reads colour. */
  private static GrayImage luminance(BufferedImage image) {
    byte[] samples = new byte[image.getWidth() * image.getHeight()];
    for (int index = 0; index < samples.length; index++) {
      int rgb = image.getRGB(index % image.getWidth(), index / image.getWidth());
      int sum = ((rgb >> 16) & 0xFF) * 19595 + ((rgb >> 8) & 0xFF) * 38470 + (rgb & 0xFF) * 7471;
      samples[index] = (byte) ((sum + 0x8000) >> 16);
    }
    return new GrayImage(image.getWidth(), image.getHeight(), samples);
  }

  private Path write(DataSet image, String name, TransferSyntax syntax) throws IOException {
    return ImageFile.write(folder.resolve(name), image, syntax);
  }

  private Path convert(Path source, String name, String tool, String... options) {
    Path target = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(source.toString());
    arguments.add(target.toString());
    Dcmtk.run(tool, arguments.toArray(String[]::new)).requireSuccess();
    return target;
  }
}
