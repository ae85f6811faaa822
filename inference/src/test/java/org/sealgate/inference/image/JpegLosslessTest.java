package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Code streams written by hand: what DCMTK's encoder does not make. The segments are start of frame
 * (SOF3), Huffman table (DHT), restart interval (DRI) and start of scan (SOS).
 */
class JpegLosslessTest {
  /** Sixteen bits, two rows of three samples, one component. */
  private static final String FRAME = "FFC3 000B 10 0002 0003 01 01 11 00 ";

  /** Codes 0 for size 0, 10 for size 1, 110 for size 16, and 1110 0000 0000 00 for size 2. */
  private static final String TABLE =
      "FFC4 0017 00 01 01 01 00 00 00 00 00 00 00 00 00 00 01 00 00 00 01 10 02 ";

  private static final String SCAN = "FFDA 0008 01 01 00 01 00 00 ";
  private static final PixelFormat FORMAT = new PixelFormat(3, 2, 16, 16, 15, false);

  @Test
  void decode_shouldPredictTheFirstSampleHalfway_andTheFirstColumnFromAbove() throws Exception {
    // Differences 0, 1 (10 1), -1 (10 0); 0, 0, 1: 0 101 100 0 0 101.
    assertThat(decode(FRAME + TABLE + SCAN + "58 50 FFD9"))
        .containsExactly(32768, 32769, 32768, 32768, 32768, 32769);
  }

  @Test
  void decode_shouldAdd32768_whenADifferenceHasSize16() throws Exception {
    // Differences 32768 (110), 0, 1; 32768, 32768, 0: 110 0 101 110 110 0.
    assertThat(decode(FRAME + TABLE + SCAN + "CB B0 FFD9")).containsExactly(0, 0, 1, 32768, 0, 0);
  }

  @Test
  void decode_shouldReadCodesOfMoreThanTwelveBits() throws Exception {
    // Differences 3 (1110 0000 0000 00 11), 0, -3 (... 00), then zeros.
    assertThat(decode(FRAME + TABLE + SCAN + "E003 7000 00 FFD9"))
        .containsExactly(32771, 32771, 32768, 32771, 32771, 32771);
  }

  @Test
  void decode_shouldPredictHalfwayAgain_afterARestart() throws Exception {
    // Row 1: differences 1, 0, 0; RST0; row 2: 0, 0, -1.
    assertThat(decode(FRAME + TABLE + "FFDD 0004 0003 " + SCAN + "A7 FFD0 27 FFD9"))
        .containsExactly(32769, 32769, 32769, 32768, 32768, 32767);
  }

  @Test
  void decode_shouldShift_whenThereIsAPointTransform() throws Exception {
    assertThat(decode(FRAME + TABLE + "FFDA 0008 01 01 00 01 00 04 " + "58 50 FFD9"))
        .containsExactly(32768, 32784, 32768, 32768, 32768, 32784);
  }

  @Test
  void decode_shouldRefuseWhatAScanCannotHave() {
    assertBroken(
        FRAME + TABLE + "FFDA 0008 01 01 00 00 00 00 58 50 FFD9",
        "lossless JPEG: predictor selection value 0, allowed: 1 to 7");
    assertBroken(
        FRAME + TABLE + "FFDA 0008 02 01 00 01 00 00 58 50 FFD9",
        "lossless JPEG: a scan of 2 components, 1 expected");
    assertBroken(
        FRAME.replace(" 10 ", " 08 ") + TABLE + "FFDA 0008 01 01 00 01 00 08 58 50 FFD9",
        "lossless JPEG: point transform of 8 bits, the samples have 8");
    assertBroken(
        FRAME + TABLE + "FFDA 0003 01 58 50 FFD9", "lossless JPEG: a segment is cut short");
    assertBroken(
        FRAME + TABLE + "FFDD 0004 0002 " + SCAN + "58 50 FFD9",
        "lossless JPEG: restart interval of 2 samples, rows have 3");
  }

  @Test
  void decode_shouldRefuseBadTables() {
    assertBroken(FRAME + SCAN + "58 50 FFD9", "the scan's DC Huffman table 0 is missing");
    assertBroken(
        FRAME + TABLE.replace("01 10 02 ", "01 11 02 ") + SCAN + "58 50 FFD9",
        "lossless JPEG: a difference of 17 bits, at most 16 allowed");
    assertBroken(
        FRAME + "FFC4 0016 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 02 ",
        "Huffman table with 3 codes of 1 bits, 2 are left");
  }

  @Test
  void decode_shouldRefuseEntropyCodedDataThatEndEarly() {
    assertBroken(FRAME + TABLE + SCAN + "58 FFD9", "the entropy-coded data end early, at a marker");
    assertBroken(FRAME + TABLE + SCAN + "58", "the entropy-coded data end early");
    assertBroken(FRAME + TABLE + SCAN + "FF00", "a Huffman code that its table does not have");
    assertBroken(
        FRAME + TABLE + "FFDD 0004 0003 " + SCAN + "A7 27 FFD9", "a restart marker is missing");
  }

  @Test
  void decode_shouldRefuseAFrameUnlikeTheDataSet() {
    assertBroken(
        FRAME.replace("01 01 11 00", "03 01 11 00") + TABLE + SCAN + "58 50 FFD9",
        "the code stream has 3 components, Samples per Pixel (0028,0002) says 1");
    assertBroken(
        FRAME.replace(" 10 ", " 11 ") + TABLE + SCAN + "58 50 FFD9",
        "the code stream has 17 bits, Bits Allocated (0028,0100) is 16");
    assertBroken("FFC3 0006 10 0002 00 FFD9", "start of frame is cut short");
  }

  private static void assertBroken(String hex, String message) {
    assertThatThrownBy(() -> decode(hex))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage(message);
  }

  private static int[] decode(String hex) throws UnsupportedImageException, BrokenImageException {
    byte[] stream = HexFormat.of().parseHex("FFD8" + hex.replace(" ", ""));
    short[] words = JpegFrame.decode(stream, FORMAT);
    int[] samples = new int[words.length];
    for (int index = 0; index < words.length; index++) {
      samples[index] = words[index] & 0xFFFF;
    }
    return samples;
  }
}
