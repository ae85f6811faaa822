package org.sealgate.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.inference.ModelOptions;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.image.SyntheticChest;

class InferenceBenchmarkTest {
  @TempDir private Path folder;

  @Test
  void run_shouldMeasureEveryImageOfTheTestSplit() throws Exception {
    writeArchive(4);
    Files.writeString(folder.resolve("labels.csv"), labels("0", "1", "0", "1"));
    List<String> progress = new ArrayList<>();
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      InferenceBenchmark.Result result =
          new InferenceBenchmark(classifier)
              .run(folder, (done, all) -> progress.add(done + "/" + all));
      assertThat(progress).containsExactly("1/4", "2/4", "3/4", "4/4");
      assertThat(result.test().n()).isEqualTo(4);
      assertThat(result.imagesPerSecond()).isPositive();
      assertThat(result.msPerImageP95()).isGreaterThanOrEqualTo(result.msPerImageP50());
      assertThat(result.toJson())
          .matches(
              "\\{\"test\":\\{\"n\":4,\"auc\":[01]\\.\\d+,\"aucCi\":\\[.*],\"accuracy\":.*,\"accuracyCi\":\\[.*],"
                  + "\"sensitivity\":.*,\"specificity\":.*,\"ece\":.*},\"msPerImageP50\":.*,\"msPerImageP95\":.*,"
                  + "\"imagesPerSecond\":.*}");
    }
  }

  @Test
  void run_shouldRefuse_whenLabelsAndImagesDoNotMatch() throws Exception {
    writeArchive(2);
    Files.writeString(folder.resolve("labels.csv"), labels("0", "1", "1"));
    try (PneumoniaClassifier classifier = PneumoniaClassifier.load(ModelOptions.builtIn())) {
      assertThatThrownBy(() -> new InferenceBenchmark(classifier).run(folder, (done, all) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("the archive has fewer files than labels.csv rows");
    }
  }

  private static String labels(String... labels) {
    StringBuilder csv = new StringBuilder("index_in_split,split,label\n0,train,1\n");
    for (int index = 0; index < labels.length; index++) {
      csv.append(index).append(",test,").append(labels[index]).append('\n');
    }
    return csv.toString();
  }

  private void writeArchive(int images) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    for (int index = 0; index < images; index++) {
      byte[] jpeg = jpeg(SyntheticChest.draw(224, 224, index));
      byte[] header = new byte[512];
      put(header, 0, "image-" + index + ".jpeg");
      put(header, 124, String.format("%011o", jpeg.length));
      header[156] = '0';
      archive.write(header);
      archive.write(jpeg);
      archive.write(new byte[(512 - jpeg.length % 512) % 512]);
    }
    archive.write(new byte[1024]);
    Files.write(folder.resolve("test.tar"), archive.toByteArray());
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  private static byte[] jpeg(GrayImage image) throws IOException {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    buffered.getRaster().setDataElements(0, 0, image.width(), image.height(), image.samples());
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    assertThat(ImageIO.write(buffered, "jpeg", jpeg)).isTrue();
    return jpeg.toByteArray();
  }
}
