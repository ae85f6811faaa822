package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ExternalProcess;
import org.sealgate.inference.benchmark.ImageFile;

/**
 * Decodes what DCMTK and OpenJPEG encode. The image has odd sides, so that blocks and runs end
 * inside it.
 */
class TransferSyntaxesTest {
  private static final int LIMIT = 1_000_000;

  private final GrayImage chest = SyntheticChest.draw(203, 157, 4);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "dcmcrle,",
    "dcmcjpeg,+e1",
    "dcmcjpeg,+el",
    "dcmcjpls,+el",
    "dcmconv,+te",
    "dcmconv,+ti",
    "dcmconv,+tb",
    "dcmconv,+td"
  })
  void render_shouldEqualTheNativeImage_whenTheSyntaxIsLossless(String tool, String option)
      throws Exception {
    assertThat(through(TestImages.eightBits(chest), tool, option)).isEqualTo(chest);
    DataSet twelve = TestImages.sixteenBits(chest, 12, TransferSyntaxesTest::twelveBits);
    assertThat(through(twelve, tool, option)).isEqualTo(nativeImage(twelve));
    DataSet sixteen = TestImages.sixteenBits(chest, 16, gray -> gray * 257);
    assertThat(through(sixteen, tool, option)).isEqualTo(nativeImage(sixteen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcmcrle", "dcmcjpeg", "dcmcjpls"})
  void render_shouldEqualTheNativeImage_whenValuesAreSigned(String tool) throws Exception {
    DataSet signed = TestImages.sixteenBits(chest, 16, gray -> (gray - 128) * 100);
    signed.putInt(Tag.PIXEL_REPRESENTATION, 1);
    assertThat(through(signed, tool, "")).isEqualTo(nativeImage(signed));
  }

  @ParameterizedTest
  @CsvSource({
    "dcmcjpeg,+e1",
    "dcmcjpeg,+el +sv 1",
    "dcmcjpeg,+el +sv 2",
    "dcmcjpeg,+el +sv 3",
    "dcmcjpeg,+el +sv 4",
    "dcmcjpeg,+el +sv 5",
    "dcmcjpeg,+el +sv 6",
    "dcmcjpeg,+el +sv 7",
    "dcmcjpls,+el"
  })
  void render_shouldEqualTheNativeImage_whateverThePredictorAndTheNoise(String tool, String options)
      throws Exception {
    for (int bits : new int[] {8, 10, 12, 16}) {
      DataSet noisy = TestImages.sixteenBits(chest, bits, new Noise(bits));
      assertThat(through(noisy, tool, options)).as("%d bits", bits).isEqualTo(nativeImage(noisy));
    }
  }

  /** The gray value in the upper bits, with bursts of noise of any size: short and long codes. */
  private static final class Noise implements IntUnaryOperator {
    private final Random random = new Random(5);
    private final int bits;

    Noise(int bits) {
      this.bits = bits;
    }

    @Override
    public int applyAsInt(int gray) {
      int noise = random.nextInt(1 << random.nextInt(bits + 1));
      return ((gray << (bits - 8)) + noise) & ((1 << bits) - 1);
    }
  }

  @Test
  void render_shouldAgreeWithDcmtk_whenLosslessJpegHasAPointTransform() throws Exception {
    DataSet image = windowed(TestImages.sixteenBits(chest, 12, TransferSyntaxesTest::twelveBits));
    Path compressed = encode(image, "dcmcjpeg", "+el +sv 4 +pt 6");
    Path plain = folder.resolve("plain.dcm");
    ExternalProcess.succeed("dcmdjpeg", compressed.toString(), plain.toString());
    assertThat(render(compressed)).isEqualTo(render(plain)).isNotEqualTo(nativeImage(image));
  }

  @ParameterizedTest
  @CsvSource({"+eb,8", "+ee,8", "+ep,8", "+ee,12"})
  void render_shouldBeCloseToTheNativeImage_whenTheSyntaxIsLossyJpeg(String option, int bits)
      throws Exception {
    DataSet image =
        bits == 8
            ? TestImages.eightBits(chest)
            : windowed(TestImages.sixteenBits(chest, 12, TransferSyntaxesTest::twelveBits));
    assertThat(meanDifference(through(image, "dcmcjpeg", option), nativeImage(image)))
        .isLessThan(3.0);
  }

  /**
   * DCMTK's own decoder is the reference: two correct inverse transforms differ by rounding only.
   */
  @Test
  void render_shouldAgreeWithDcmtk_whenJpegHasTwelveBits() throws Exception {
    DataSet image = windowed(TestImages.sixteenBits(chest, 12, TransferSyntaxesTest::twelveBits));
    Path compressed = encode(image, "dcmcjpeg", "+ee");
    Path plain = folder.resolve("plain.dcm");
    ExternalProcess.succeed("dcmdjpeg", compressed.toString(), plain.toString());
    assertThat(largestDifference(render(compressed), render(plain))).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10})
  void render_shouldStayWithinTheTolerance_whenJpegLsIsNearLossless(int tolerance)
      throws Exception {
    Path folderOfTolerance = Files.createDirectory(folder.resolve("near" + tolerance));
    Path source = write(TestImages.eightBits(chest), folderOfTolerance.resolve("native.dcm"));
    Path target = folderOfTolerance.resolve("near.dcm");
    ExternalProcess.succeed(
        "dcmcjpls", "+en", "+md", "" + tolerance, source.toString(), target.toString());
    GrayImage decoded = render(target);
    assertThat(largestDifference(decoded, chest)).isBetween(1, tolerance);
  }

  @ParameterizedTest
  @CsvSource({"8,255", "12,4095", "16,65535"})
  void render_shouldEqualTheNativeImage_whenJpeg2000IsReversible(int bits, int largest)
      throws Exception {
    IntUnaryOperator word = gray -> gray * largest / 255;
    DataSet image =
        bits == 8 ? TestImages.eightBits(chest) : TestImages.sixteenBits(chest, bits, word);
    GrayImage expected = nativeImage(image);
    image.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], jpeg2000(bits, word, "-n", "5")));
    assertThat(DicomImage.render(image, TransferSyntax.JPEG_2000_LOSSLESS, LIMIT))
        .isEqualTo(expected);
  }

  @Test
  void render_shouldBeClose_whenJpeg2000IsIrreversible() throws Exception {
    DataSet image = TestImages.eightBits(chest);
    image.putFragments(
        Tag.PIXEL_DATA,
        List.of(new byte[0], jpeg2000(8, IntUnaryOperator.identity(), "-I", "-r", "4")));
    assertThat(meanDifference(DicomImage.render(image, TransferSyntax.JPEG_2000, LIMIT), chest))
        .isLessThan(4.0);
  }

  @Test
  void render_shouldJoinFragments_whenAFrameHasSeveral() throws Exception {
    byte[] whole = fragment(encode(TestImages.eightBits(chest), "dcmcjpls", "+el"));
    DataSet image = TestImages.eightBits(chest);
    byte[] first = Arrays.copyOf(whole, 1000);
    byte[] second = Arrays.copyOfRange(whole, 1000, whole.length);
    image.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], first, second));
    assertThat(DicomImage.render(image, TransferSyntax.JPEG_LS_LOSSLESS, LIMIT)).isEqualTo(chest);
  }

  @ParameterizedTest
  @CsvSource({"dcmcrle,", "dcmcjpeg,+e1", "dcmcjpeg,+eb", "dcmcjpeg,+ee", "dcmcjpls,+el"})
  void render_shouldGiveAResultOrBrokenImage_whenTheStreamIsDamaged(String tool, String option)
      throws Exception {
    Path file =
        encode(
            TestImages.sixteenBits(chest, option != null && option.equals("+eb") ? 8 : 12, g -> g),
            tool,
            option);
    byte[] whole = fragment(file);
    TransferSyntax syntax = syntax(file);
    DataSet image = TestImages.sixteenBits(chest, 12, gray -> gray);
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
      decodeTolerantly(image, syntax, Arrays.copyOf(whole, length));
    }
    for (int position = 0; position < whole.length; position += Math.max(1, whole.length / 60)) {
      byte[] damaged = whole.clone();
      damaged[position] ^= 0x55;
      decodeTolerantly(image, syntax, damaged);
    }
  }

  @Test
  void render_shouldRefuseACodeStreamOfAnotherSize() throws Exception {
    byte[] whole = fragment(encode(TestImages.eightBits(chest), "dcmcjpeg", "+e1"));
    DataSet other = TestImages.eightBits(SyntheticChest.draw(100, 100, 1));
    other.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], whole));
    assertThatThrownBy(() -> DicomImage.render(other, TransferSyntax.JPEG_LOSSLESS, LIMIT))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage(
            "the code stream has 203 x 157 pixels, Columns (0028,0011) and Rows (0028,0010) say 100 x 100");
  }

  @Test
  void render_shouldRefuseATransferSyntaxThatIsNotDecoded() {
    DataSet image = TestImages.eightBits(chest);
    image.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], new byte[8]));
    assertThatThrownBy(() -> DicomImage.render(image, TransferSyntax.HTJ2K_LOSSLESS, LIMIT))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining("1.2.840.10008.1.2.4.201");
  }

  private static void decodeTolerantly(DataSet image, TransferSyntax syntax, byte[] frame) {
    image.putFragments(Tag.PIXEL_DATA, List.of(new byte[0], frame));
    try {
      assertThat(DicomImage.render(image, syntax, LIMIT).width()).isEqualTo(203);
    } catch (IOException expected) {
      assertThat(expected)
          .isInstanceOfAny(BrokenImageException.class, UnsupportedImageException.class);
    }
  }

  private static int twelveBits(int gray) {
    return (gray * 4095 + 127) / 255;
  }

  private static DataSet windowed(DataSet image) {
    return image.putString(Tag.WINDOW_CENTER, "2048").putString(Tag.WINDOW_WIDTH, "4096");
  }

  private byte[] jpeg2000(int bits, IntUnaryOperator word, String... options) throws Exception {
    Path raw = Files.write(folder.resolve("image.raw"), raw(bits, word));
    Path stream = folder.resolve("image.j2k");
    String format = chest.width() + "," + chest.height() + ",1," + bits + ",u";
    List<String> command =
        new ArrayList<>(List.of("opj_compress", "-i", raw.toString(), "-F", format));
    command.addAll(List.of("-o", stream.toString()));
    command.addAll(List.of(options));
    ExternalProcess.succeed(command.toArray(String[]::new));
    return Files.readAllBytes(stream);
  }

  /** OpenJPEG's .raw files have big-endian words. */
  private byte[] raw(int bits, IntUnaryOperator word) {
    if (bits == 8) {
      return chest.samples();
    }
    byte[] little = TestImages.words(chest, word);
    for (int index = 0; index < little.length; index += 2) {
      byte low = little[index];
      little[index] = little[index + 1];
      little[index + 1] = low;
    }
    return little;
  }

  private GrayImage through(DataSet image, String tool, String option) throws Exception {
    return render(encode(image, tool, option));
  }

  private Path encode(DataSet image, String tool, @Nullable String option) throws Exception {
    Path source = write(image, folder.resolve("native.dcm"));
    Path target = folder.resolve("encoded.dcm");
    List<String> command = new ArrayList<>(List.of(tool));
    if (option != null && !option.isEmpty()) {
      command.addAll(List.of(option.split(" ", -1)));
    }
    command.addAll(List.of(source.toString(), target.toString()));
    ExternalProcess.succeed(command.toArray(String[]::new));
    return target;
  }

  private static Path write(DataSet image, Path file) throws IOException {
    return ImageFile.write(file, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private static GrayImage render(Path file) throws IOException {
    try (DicomFile dicom = DicomFile.open(file)) {
      return DicomImage.render(dicom.readDataSet(), dicom.transferSyntax(), LIMIT);
    }
  }

  private static GrayImage nativeImage(DataSet image) throws IOException {
    return DicomImage.render(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, LIMIT);
  }

  private static byte[] fragment(Path file) throws IOException {
    try (DicomFile dicom = DicomFile.open(file)) {
      return dicom.readDataSet().getFragments(Tag.PIXEL_DATA).get(1);
    }
  }

  private static TransferSyntax syntax(Path file) throws IOException {
    try (DicomFile dicom = DicomFile.open(file)) {
      return dicom.transferSyntax();
    }
  }

  private static int largestDifference(GrayImage one, GrayImage other) {
    int largest = 0;
    for (int index = 0; index < one.samples().length; index++) {
      largest =
          Math.max(
              largest, Math.abs((one.samples()[index] & 0xFF) - (other.samples()[index] & 0xFF)));
    }
    return largest;
  }

  private static double meanDifference(GrayImage one, GrayImage other) {
    double sum = 0;
    for (int index = 0; index < one.samples().length; index++) {
      sum += Math.abs((one.samples()[index] & 0xFF) - (other.samples()[index] & 0xFF));
    }
    return sum / one.samples().length;
  }
}
