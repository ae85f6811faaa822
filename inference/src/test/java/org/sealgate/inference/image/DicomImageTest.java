package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.data.ValueRepresentation;

class DicomImageTest {
  private final GrayImage chest = SyntheticChest.draw(101, 83, 3);

  @Test
  void render_shouldGiveEightBitsAsTheyAre() throws Exception {
    assertThat(render(TestImages.eightBits(chest))).isEqualTo(chest);
  }

  @Test
  void render_shouldInvertMonochrome1() throws Exception {
    DataSet negative = TestImages.sixteenBits(chest, 8, gray -> 255 - gray);
    negative.putString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1");
    assertThat(render(negative)).isEqualTo(chest);
  }

  @Test
  void render_shouldMaskBitsAboveBitsStored() throws Exception {
    assertThat(render(TestImages.sixteenBits(chest, 8, gray -> gray | 0xA500))).isEqualTo(chest);
  }

  @Test
  void render_shouldShift_whenTheHighBitIsTheTopOne() throws Exception {
    DataSet image = TestImages.sixteenBits(chest, 8, gray -> gray << 8 | 0x5A);
    assertThat(render(image.putInt(Tag.HIGH_BIT, 15))).isEqualTo(chest);
  }

  @Test
  void render_shouldReadSignedValues() throws Exception {
    DataSet image = TestImages.sixteenBits(chest, 16, gray -> gray - 128);
    image
        .putInt(Tag.PIXEL_REPRESENTATION, 1)
        .putString(Tag.RESCALE_INTERCEPT, "128")
        .putString(Tag.RESCALE_SLOPE, "1");
    window(image, "LINEAR", "128", "256");
    assertThat(render(image)).isEqualTo(chest);
  }

  @Test
  void render_shouldApplyRescaleBeforeTheWindow() throws Exception {
    DataSet image = TestImages.sixteenBits(chest, 12, gray -> gray * 4);
    image.putString(Tag.RESCALE_SLOPE, "0.25").putString(Tag.RESCALE_INTERCEPT, "-1000");
    window(image, "LINEAR", "-872", "256");
    assertThat(render(image)).isEqualTo(chest);
  }

  @Test
  void render_shouldApplyLinearExact() throws Exception {
    DataSet image = TestImages.sixteenBits(chest, 12, gray -> gray * 2);
    window(image, "LINEAR_EXACT", "255", "510");
    assertThat(render(image)).isEqualTo(chest);
  }

  @Test
  void render_shouldApplyTheModalityTableBeforeTheVoiTable() throws Exception {
    DataSet image = TestImages.sixteenBits(chest, 12, gray -> 255 - gray + 100);
    image.putSequence(Tag.MODALITY_LUT_SEQUENCE, table(256, 100, 16, index -> 1000 + 255 - index));
    image.putSequence(Tag.VOI_LUT_SEQUENCE, table(256, 1000, 8, index -> index));
    assertThat(render(image)).isEqualTo(chest);
  }

  @Test
  void render_shouldUseTheOccupiedRange_whenDeepPixelsHaveNoWindow() throws Exception {
    GrayImage whole = new GrayImage(2, 2, new byte[] {0, 51, (byte) 204, (byte) 255});
    assertThat(render(TestImages.sixteenBits(whole, 12, gray -> 700 + gray * 3))).isEqualTo(whole);
  }

  @Test
  void render_shouldShowPaddingBlack_andLeaveItOutOfTheRange() throws Exception {
    GrayImage padded = new GrayImage(2, 2, new byte[] {0, 51, (byte) 204, (byte) 255});
    DataSet image = TestImages.sixteenBits(padded, 12, gray -> gray == 0 ? 4000 : gray);
    image.putInt(Tag.PIXEL_PADDING_VALUE, 4000);
    assertThat(render(image).samples()).containsExactly(0, 0, 191, 255);
  }

  @Test
  void render_shouldNameTheMissingAttribute() {
    DataSet image = TestImages.eightBits(chest).remove(Tag.ROWS);
    assertThatThrownBy(() -> render(image))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("Rows (0028,0010) is missing");
  }

  @Test
  void render_shouldRefuseTooFewBytes() {
    DataSet image = TestImages.eightBits(chest).putInt(Tag.ROWS, 84);
    assertThatThrownBy(() -> render(image))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("Pixel Data (7FE0,0010) has 8384 bytes, 8484 expected");
  }

  @Test
  void render_shouldRefuseMorePixelsThanTheLimit() {
    assertThatThrownBy(() ->
            DicomImage.render(
                TestImages.eightBits(chest), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 8000))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessage("101 x 83 pixels, the limit is 8000 in all");
  }

  @Test
  void render_shouldRefuseSeveralFramesChannelsAndColours() {
    assertUnsupported(
        TestImages.eightBits(chest).putString(Tag.NUMBER_OF_FRAMES, "2"), "Number of Frames");
    assertUnsupported(
        TestImages.eightBits(chest).putInt(Tag.SAMPLES_PER_PIXEL, 3), "Samples per Pixel");
    assertUnsupported(TestImages.eightBits(chest).putInt(Tag.BITS_ALLOCATED, 32), "Bits Allocated");
    assertUnsupported(
        TestImages.eightBits(chest).putString(Tag.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR"),
        "'PALETTE COLOR'");
    DataSet windowed = TestImages.eightBits(chest);
    window(windowed, "CUBIC", "1", "2");
    assertUnsupported(windowed, "VOI LUT Function (0028,1056) is 'CUBIC'");
  }

  @Test
  void render_shouldRefuseAShortLut() {
    DataSet image = TestImages.sixteenBits(chest, 12, gray -> gray);
    DataSet table = table(256, 0, 8, index -> index);
    image.putSequence(
        Tag.VOI_LUT_SEQUENCE, table.putBytes(Tag.LUT_DATA, ValueRepresentation.OW, new byte[100]));
    assertThatThrownBy(() -> render(image))
        .isInstanceOf(BrokenImageException.class)
        .hasMessageContaining("LUT Data (0028,3006) has 100 bytes");
  }

  @Test
  void prepare_shouldGiveTheModelsSize() {
    GrayImage prepared = DicomImage.prepare(chest, 224);
    assertThat(prepared.width()).isEqualTo(224);
    assertThat(prepared.height()).isEqualTo(224);
  }

  private static void assertUnsupported(DataSet image, String reason) {
    assertThatThrownBy(() -> render(image))
        .isInstanceOf(UnsupportedImageException.class)
        .hasMessageContaining(reason);
  }

  private static GrayImage render(DataSet image)
      throws UnsupportedImageException, BrokenImageException {
    return DicomImage.render(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 1_000_000);
  }

  private static void window(DataSet image, String function, String centre, String width) {
    image
        .putString(Tag.WINDOW_CENTER, centre)
        .putString(Tag.WINDOW_WIDTH, width)
        .putString(Tag.VOI_LUT_FUNCTION, function);
  }

  private static DataSet table(int entries, int first, int bits, IntUnaryOperator output) {
    ByteBuffer data = ByteBuffer.allocate(2 * entries).order(ByteOrder.LITTLE_ENDIAN);
    for (int index = 0; index < entries; index++) {
      data.putShort((short) output.applyAsInt(index));
    }
    return new DataSet()
        .put(Tag.LUT_DESCRIPTOR, ValueRepresentation.US, "" + entries, "" + first, "" + bits)
        .putBytes(Tag.LUT_DATA, ValueRepresentation.OW, data.array());
  }
}
