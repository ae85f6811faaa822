package org.sealgate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ClassificationOutcome.Failed;
import org.sealgate.inference.ClassificationOutcome.Skipped;
import org.sealgate.inference.image.DicomImage;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.image.SyntheticChest;
import org.sealgate.inference.image.TestImages;

class PneumoniaClassifierTest {
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  private static PneumoniaClassifier classifier;

  private final GrayImage chest = SyntheticChest.draw(512, 400, 3);

  @BeforeAll
  static void load() throws Exception {
    classifier = PneumoniaClassifier.load(ModelOptions.builtIn());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  /** The expected values come from inference/training/vectors.py: Pillow and PyTorch. */
  @ParameterizedTest
  @CsvFileSource(resources = "agreement.csv", numLinesToSkip = 1)
  void classify_shouldAgreeWithTheTrainingCode(
      int width, int height, int seed, int margin, String preparedSha256, double probability) {
    GrayImage image = SyntheticChest.framed(SyntheticChest.draw(width, height, seed), margin);
    byte[] prepared = DicomImage.prepare(image, ModelContract.SIZE).samples();
    assertThat(ModelFile.sha256(prepared)).isEqualTo(preparedSha256);
    assertThat(classified(TestImages.eightBits(image), EXPLICIT).probability())
        .isEqualTo(probability, within(1e-4));
  }

  @Test
  void classify_shouldNotDependOnHowTheValuesAreStored() {
    double expected = classified(TestImages.eightBits(chest), EXPLICIT).probability();
    DataSet negative = TestImages.sixteenBits(chest, 12, gray -> 4000 - gray * 8);
    negative.putString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1");
    DataSet windowed = TestImages.sixteenBits(chest, 12, gray -> 500 + gray * 8);
    windowed.putString(Tag.WINDOW_CENTER, "1520").putString(Tag.WINDOW_WIDTH, "2041");
    DataSet unwindowed = TestImages.sixteenBits(chest, 14, gray -> 3000 + gray * 37);
    for (DataSet variant : List.of(negative, windowed, unwindowed)) {
      assertThat(classified(variant, EXPLICIT).probability()).isEqualTo(expected, within(0.02));
    }
  }

  @Test
  void classify_shouldNotDependOnTheEncoding() {
    DataSet image = TestImages.sixteenBits(chest, 12, gray -> gray * 16);
    double expected = classified(image, EXPLICIT).probability();
    for (TransferSyntax syntax :
        List.of(
            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
      assertThat(classified(image, syntax).probability()).isEqualTo(expected);
    }
  }

  @Test
  void classify_shouldReportTheModelAndTheHeader() {
    Classified classified = classified(TestImages.eightBits(chest), EXPLICIT);
    assertThat(classified.model()).isEqualTo(classifier.model());
    assertThat(classified.header().getString(Tag.SOP_INSTANCE_UID)).contains("2.25.1001");
    assertThat(classified.header().contains(Tag.PIXEL_DATA)).isFalse();
    assertThat(classified.timings().total()).isPositive();
    assertThat(classified.attention())
        .hasValueSatisfying(map -> assertThat(map.evidence()).hasSize(49));
  }

  @Test
  void classify_shouldSkipWhatIsNotEligible_withoutReadingItsPixels() {
    DataSet hand =
        TestImages.eightBits(SyntheticChest.draw(2000, 2000, 1))
            .putString(Tag.BODY_PART_EXAMINED, "HAND");
    CountingStream stream = new CountingStream(DataSetWriter.toBytes(hand, EXPLICIT));
    assertThat(classifier.classify(stream, EXPLICIT))
        .isEqualTo(new Skipped("Body Part Examined (0018,0015) is 'HAND'"));
    assertThat(stream.bytesRead).isLessThan(200_000);
  }

  @Test
  void classify_shouldSkipMultiFrame() {
    DataSet frames = TestImages.eightBits(chest).putString(Tag.NUMBER_OF_FRAMES, "12");
    assertThat(classify(frames, EXPLICIT))
        .isEqualTo(new Skipped("Number of Frames (0028,0008) is 12, only 1 is read"));
  }

  @Test
  void classify_shouldSkipAnImageAboveTheLimit_withoutReadingItsPixels() {
    DataSet large = TestImages.eightBits(chest).putInt(Tag.ROWS, 60000).putInt(Tag.COLUMNS, 60000);
    assertThat(classify(large, EXPLICIT))
        .isEqualTo(new Skipped("60000 x 60000 pixels, the limit is 32000000 in all"));
  }

  @Test
  void classify_shouldFail_whenPixelDataAreMissing() {
    assertThat(classify(TestImages.header(chest, 8, 8), EXPLICIT))
        .isEqualTo(new Failed("Pixel Data (7FE0,0010) is missing"));
  }

  @Test
  void classify_shouldFail_whenReadingFails() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThat(classifier.classify(broken, EXPLICIT)).isEqualTo(new Failed("Stream closed"));
  }

  @Test
  void classify_shouldNeverThrow_whenBytesAreDamagedOrMissing() {
    byte[] whole =
        DataSetWriter.toBytes(TestImages.eightBits(SyntheticChest.draw(40, 40, 1)), EXPLICIT);
    Random random = new Random(7);
    for (int length = 0; length < whole.length; length += 11) {
      ClassificationOutcome outcome = classify(Arrays.copyOf(whole, length), EXPLICIT);
      assertThat(outcome).as("first %d bytes", length).isNotInstanceOf(Classified.class);
    }
    for (int round = 0; round < 150; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(800)] ^= (byte) (1 << random.nextInt(8));
      assertThat(classify(damaged, EXPLICIT))
          .as(HexFormat.of().formatHex(damaged, 0, 800))
          .isNotNull();
    }
  }

  @Test
  void classify_shouldGiveTheSameResult_whenCalledByManyThreads() throws Exception {
    double expected = classified(TestImages.eightBits(chest), EXPLICIT).probability();
    byte[] bytes = DataSetWriter.toBytes(TestImages.eightBits(chest), EXPLICIT);
    Callable<ClassificationOutcome> task = () -> classify(bytes, EXPLICIT);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ClassificationOutcome>> results =
          IntStream.range(0, 24).mapToObj(_ -> executor.submit(task)).toList();
      for (Future<ClassificationOutcome> result : results) {
        assertThat(result.get())
            .isInstanceOfSatisfying(
                Classified.class,
                classified -> assertThat(classified.probability()).isEqualTo(expected));
      }
    }
  }

  private static Classified classified(DataSet image, TransferSyntax syntax) {
    ClassificationOutcome outcome = classify(image, syntax);
    assertThat(outcome).isInstanceOf(Classified.class);
    return (Classified) outcome;
  }

  private static ClassificationOutcome classify(DataSet image, TransferSyntax syntax) {
    return classify(DataSetWriter.toBytes(image, syntax), syntax);
  }

  private static ClassificationOutcome classify(byte[] bytes, TransferSyntax syntax) {
    return classifier.classify(new ByteArrayInputStream(bytes), syntax);
  }

  /** Counts the bytes that were asked for. */
  private static final class CountingStream extends ByteArrayInputStream {
    private int bytesRead;

    CountingStream(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      int read = super.read(target, offset, length);
      bytesRead += Math.max(read, 0);
      return read;
    }
  }
}
