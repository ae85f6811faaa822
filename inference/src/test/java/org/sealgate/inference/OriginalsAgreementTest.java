package org.sealgate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.benchmark.JpegDataSet;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.image.TestImages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares Java with the training code on real images, which are not part of the project: run with
 * {@code -Dsealgate.originals=FOLDER -Dsealgate.originals.expected=CSV}, the CSV written by {@code
 * vectors.py --originals}.
 */
@EnabledIfSystemProperty(named = "sealgate.originals", matches = ".+")
class OriginalsAgreementTest {
  private static final Logger LOGGER = LoggerFactory.getLogger(OriginalsAgreementTest.class);

  /** Two JPEG decoders may differ by one gray level in places. */
  private static final double TOLERANCE = 0.01;

  @TempDir private Path folder;

  @Test
  void classify_shouldAgreeWithTheTrainingCode_inEveryTransferSyntax() throws Exception {
    Path originals = Path.of(System.getProperty("sealgate.originals"));
    List<String> rows =
        Files.readAllLines(Path.of(System.getProperty("sealgate.originals.expected")));
    List<String> differences = new ArrayList<>();
    double largest = 0;
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      for (String row : rows.subList(1, rows.size())) {
        String[] values = row.split(",", -1);
        double expected = Double.parseDouble(values[2]);
        for (Path file : encodings(originals.resolve(values[0]))) {
          double difference = Math.abs(probability(classifier, file) - expected);
          largest = Math.max(largest, difference);
          if (difference > TOLERANCE) {
            differences.add(values[0] + " " + file.getFileName() + " differs by " + difference);
          }
        }
      }
    }
    LOGGER.info("largest difference in probability: {}", largest);
    assertThat(differences).as("largest difference %s", largest).isEmpty();
    assertThat(largest).isEqualTo(0, within(TOLERANCE));
  }

  /**
   * As it came and decoded by DCMTK where it is grayscale; and encoded in every lossless syntax
   * that DCMTK writes.
   */
  private List<Path> encodings(Path original) throws Exception {
    List<Path> encodings = new ArrayList<>();
    BufferedImage image = ImageIO.read(original.toFile());
    Path plain = folder.resolve("native.dcm");
    if (image.getRaster().getNumBands() == 1) {
      DataSet jpeg = JpegDataSet.of(Files.readAllBytes(original));
      encodings.add(write(jpeg, "jpeg-baseline.dcm", TransferSyntax.JPEG_BASELINE));
      convert(encodings.getFirst(), "native.dcm", "dcmdjpeg");
    } else {
      write(
          TestImages.eightBits(luminance(image)),
          "native.dcm",
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
    encodings.add(plain);
    encodings.add(convert(plain, "implicit.dcm", "dcmconv", "+ti"));
    encodings.add(convert(plain, "big-endian.dcm", "dcmconv", "+tb"));
    encodings.add(convert(plain, "deflated.dcm", "dcmconv", "+td"));
    encodings.add(convert(plain, "rle.dcm", "dcmcrle"));
    encodings.add(convert(plain, "jpeg-lossless.dcm", "dcmcjpeg", "+e1"));
    encodings.add(convert(plain, "jpeg-ls.dcm", "dcmcjpls", "+el"));
    encodings.add(jpeg2000(plain));
    return encodings;
  }

  private Path jpeg2000(Path plain) throws Exception {
    try (DicomFile dicom = DicomFile.open(plain)) {
      DataSet image = dicom.readDataSet();
      int columns = image.getInt(Tag.COLUMNS, 0);
      int rows = image.getInt(Tag.ROWS, 0);
      byte[] pixels = image.getBytes(Tag.PIXEL_DATA).orElseThrow();
      Path raw = Files.write(folder.resolve("image.raw"), Arrays.copyOf(pixels, columns * rows));
      Path stream = folder.resolve("image.j2k");
      String format = columns + "," + rows + ",1,8,u";
      ExternalProcess.succeed(
          "opj_compress", "-i", raw.toString(), "-F", format, "-o", stream.toString());
      image.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], Files.readAllBytes(stream)));
      return write(image, "jpeg-2000.dcm", TransferSyntax.JPEG_2000_LOSSLESS);
    }
  }

  /** The weights of Pillow's conversion to "L". */
  private static GrayImage luminance(BufferedImage image) {
    byte[] samples = new byte[image.getWidth() * image.getHeight()];
    for (int index = 0; index < samples.length; index++) {
      int rgb = image.getRGB(index % image.getWidth(), index / image.getWidth());
      int sum = ((rgb >> 16) & 0xFF) * 19595 + ((rgb >> 8) & 0xFF) * 38470 + (rgb & 0xFF) * 7471;
      samples[index] = (byte) ((sum + 0x8000) >> 16);
    }
    return new GrayImage(image.getWidth(), image.getHeight(), samples);
  }

  private Path write(DataSet image, String name, TransferSyntax syntax) throws Exception {
    Path file = folder.resolve(name);
    FileMetaInformation meta =
        FileMetaInformation.create(
            image.getString(Tag.SOP_CLASS_UID, ""),
            image.getString(Tag.SOP_INSTANCE_UID, ""),
            syntax,
            "2.25.77",
            "TEST");
    DicomFile.write(file, meta, image);
    return file;
  }

  private Path convert(Path source, String name, String... tool) throws Exception {
    Path target = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of(tool));
    command.add(source.toString());
    command.add(target.toString());
    ExternalProcess.succeed(command.toArray(String[]::new));
    return target;
  }

  private static double probability(PneumoniaClassifier classifier, Path file) throws Exception {
    try (DicomFile dicom = DicomFile.open(file)) {
      byte[] bytes = DataSetWriter.toBytes(dicom.readDataSet(), dicom.transferSyntax());
      ClassificationOutcome outcome =
          classifier.classify(new ByteArrayInputStream(bytes), dicom.transferSyntax());
      assertThat(outcome).isInstanceOf(Classified.class);
      return ((Classified) outcome).probability();
    }
  }
}
