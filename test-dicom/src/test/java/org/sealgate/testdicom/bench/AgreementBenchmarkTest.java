package org.sealgate.testdicom.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.inference.image.GrayImage;

class AgreementBenchmarkTest {
  @TempDir Path folder;

  /** Same gray values, so the same prepared image, however they are stored. */
  @Test
  void encodings_shouldAllShowTheSameImage() throws Exception {
    Path jpeg = folder.resolve("image.jpeg");
    ImageIO.write(drawing(), "jpeg", jpeg.toFile());
    AgreementEncodings encodings = new AgreementEncodings(folder);
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      Map<String, Path> files = encodings.byTransferSyntax(jpeg);
      Map<String, GrayImage> seen = new HashMap<>();
      for (Map.Entry<String, Path> file : files.entrySet()) {
        seen.put(file.getKey(), seen(classifier, file.getValue()));
      }
      GrayImage plain = requireNonNull(seen.get(AgreementEncodings.PLAIN));
      assertThat(seen).hasSize(9).containsKey("jpeg-baseline");
      seen.remove("jpeg-baseline");
      assertThat(seen.values()).containsOnly(plain);
      Path source = requireNonNull(files.get(AgreementEncodings.PLAIN));
      for (AgreementEncodings.Presentation one : AgreementEncodings.Presentation.values()) {
        assertThat(largestDifference(seen(classifier, encodings.presented(one, source)), plain))
            .as("%s", one)
            .isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void run_shouldNameAMissingImage() throws Exception {
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      AgreementBenchmark benchmark = new AgreementBenchmark(classifier, folder);
      assertThatThrownBy(() -> benchmark.run(folder, (done, total) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(".jpeg is missing");
    }
  }

  @Test
  void toJson_shouldSayWhetherAllAgree() {
    var good = new AgreementBenchmark.Difference("rle-lossless", 40, 0.004, 0.01);
    var bad = new AgreementBenchmark.Difference("monochrome1", 40, 0.03, 0.02);
    assertThat(AgreementBenchmark.toJson(List.of(good))).startsWith("{\"agrees\":true,");
    assertThat(AgreementBenchmark.toJson(List.of(good, bad))).startsWith("{\"agrees\":false,");
  }

  private static BufferedImage drawing() {
    BufferedImage image = new BufferedImage(203, 157, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().setSample(x, y, 0, (x * 3 + y * 2 + (x * y & 31)) & 0xFF);
      }
    }
    return image;
  }

  private static GrayImage seen(PneumoniaClassifier classifier, Path path) throws IOException {
    try (DicomFile file = DicomFile.open(path);
        InputStream dataSet = file.dataSetStream()) {
      ClassificationOutcome outcome = classifier.classify(dataSet, file.transferSyntax());
      assertThat(outcome).as("%s", path).isInstanceOf(Classified.class);
      return ((Classified) outcome).prepared();
    }
  }

  private static int largestDifference(GrayImage one, GrayImage other) {
    int largest = 0;
    for (int index = 0; index < one.samples().length; index++) {
      int difference = (one.samples()[index] & 0xFF) - (other.samples()[index] & 0xFF);
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }
}
