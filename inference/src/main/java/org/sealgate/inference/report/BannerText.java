package org.sealgate.inference.report;

import java.util.Map;

/**
 * Draws a text of capital letters into an RGB picture. The letters are drawn here, 5 x 7 dots each,
 * because a server need not have fonts.
 */
public final class BannerText {
  /** Dots of a letter across, with the gap to the next. */
  private static final int ADVANCE = 6;

  private static final int LETTER_WIDTH = 5;
  private static final int LETTER_HEIGHT = 7;

  /** The rows of each letter from the top; bit 4 is the leftmost dot. */
  private static final Map<Character, int[]> LETTERS =
      Map.ofEntries(
          Map.entry('A', new int[] {0x0E, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11}),
          Map.entry('C', new int[] {0x0E, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0E}),
          Map.entry('E', new int[] {0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x1F}),
          Map.entry('F', new int[] {0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x10}),
          Map.entry('I', new int[] {0x0E, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0E}),
          Map.entry('L', new int[] {0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1F}),
          Map.entry('N', new int[] {0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11}),
          Map.entry('O', new int[] {0x0E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E}),
          Map.entry('R', new int[] {0x1E, 0x11, 0x11, 0x1E, 0x14, 0x12, 0x11}),
          Map.entry('S', new int[] {0x0F, 0x10, 0x10, 0x0E, 0x01, 0x01, 0x1E}),
          Map.entry('T', new int[] {0x1F, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04}),
          Map.entry('U', new int[] {0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E}),
          Map.entry(' ', new int[LETTER_HEIGHT]));

  private BannerText() {}

  /** Pixels across that a text takes. */
  public static int width(String text, int scale) {
    return (text.length() * ADVANCE - 1) * scale;
  }

  /** Pixels down that a text takes. */
  public static int height(int scale) {
    return LETTER_HEIGHT * scale;
  }

  /**
   * Draws the text in white.
   *
   * @param rgb three bytes per pixel, row by row from the top left
   * @param columns pixels of a row
   * @param left column of the text's left edge
   * @param top row of the text's top edge
   * @param scale pixels per dot
   * @throws IllegalArgumentException for a character that is not drawn
   */
  public static void draw(byte[] rgb, int columns, String text, int left, int top, int scale) {
    for (int index = 0; index < text.length(); index++) {
      int[] letter = LETTERS.get(text.charAt(index));
      if (letter == null) {
        throw new IllegalArgumentException("there is no letter '" + text.charAt(index) + "'");
      }
      drawLetter(rgb, columns, letter, left + index * ADVANCE * scale, top, scale);
    }
  }

  private static void drawLetter(
      byte[] rgb, int columns, int[] letter, int left, int top, int scale) {
    for (int y = 0; y < LETTER_HEIGHT * scale; y++) {
      for (int x = 0; x < LETTER_WIDTH * scale; x++) {
        if ((letter[y / scale] >> (LETTER_WIDTH - 1 - x / scale) & 1) == 1) {
          int pixel = ((top + y) * columns + left + x) * 3;
          rgb[pixel] = rgb[pixel + 1] = rgb[pixel + 2] = (byte) 0xFF;
        }
      }
    }
  }
}
