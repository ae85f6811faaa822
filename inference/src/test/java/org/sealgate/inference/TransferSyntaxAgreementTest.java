package org.sealgate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.benchmark.GrayDataSet;
import org.sealgate.inference.benchmark.ImageFile;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.image.SyntheticChest;

/**
 * A drawn radiograph has the training code's probability in every lossless transfer syntax. The
 * benchmark {@code agreement} does the same with real images.
 */
class TransferSyntaxAgreementTest {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 400;
  private static final int SEED = 3;

  @TempDir static Path folder;
  private static final GrayImage CHEST = SyntheticChest.draw(WIDTH, HEIGHT, SEED);
  private static PneumoniaClassifier classifier;
  private static double expected;
  private static Path plain;

  @BeforeAll
  static void prepare() throws Exception {
    classifier = PneumoniaClassifier.load(ModelOptions.builtIn());
    expected = expected();
    plain =
        write(GrayDataSet.eightBits(CHEST), "native.dcm", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dcmconv +te",
        "dcmconv +ti",
        "dcmconv +tb",
        "dcmconv +td",
        "dcmcrle",
        "dcmcjpeg +e1",
        "dcmcjpeg +el",
        "dcmcjpls +el"
      })
  void classify_shouldAgreeWithTheTrainingCode(String command) throws Exception {
    Path target = folder.resolve("encoded.dcm");
    ExternalProcess.succeed((command + " " + plain + " " + target).split(" ", -1));
    assertThat(probability(target)).isEqualTo(expected, within(1e-4));
  }

  @Test
  void classify_shouldAgreeWithTheTrainingCode_whenJpeg2000() throws Exception {
    Path raw = Files.write(folder.resolve("image.raw"), CHEST.samples());
    Path stream = folder.resolve("image.j2k");
    ExternalProcess.succeed(
        "opj_compress",
        "-i",
        raw.toString(),
        "-F",
        WIDTH + "," + HEIGHT + ",1,8,u",
        "-o",
        stream.toString());
    DataSet image = GrayDataSet.encapsulated(CHEST, Files.readAllBytes(stream));
    Path file = write(image, "jpeg-2000.dcm", TransferSyntax.JPEG_2000_LOSSLESS);
    assertThat(probability(file)).isEqualTo(expected, within(1e-4));
  }

  /** From agreement.csv, which inference/training/vectors.py wrote. */
  private static double expected() throws Exception {
    String row = WIDTH + "," + HEIGHT + "," + SEED + ",0,";
    try (InputStream stream =
        TransferSyntaxAgreementTest.class.getResourceAsStream("agreement.csv")) {
      assertThat(stream).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(row))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Path write(DataSet image, String name, TransferSyntax syntax) throws Exception {
    return ImageFile.write(folder.resolve(name), image, syntax);
  }

  private static double probability(Path path) throws Exception {
    try (DicomFile file = DicomFile.open(path);
        InputStream dataSet = file.dataSetStream()) {
      ClassificationOutcome outcome = classifier.classify(dataSet, file.transferSyntax());
      assertThat(outcome).isInstanceOf(Classified.class);
      return ((Classified) outcome).probability();
    }
  }
}
