package org.sealgate.inference.image;

import java.util.Arrays;

/**
 * An 8-bit gray image as displayed: 0 is black (air), 255 is white (bone).
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param samples gray values, row by row from the top left, one byte each (unsigned); not copied
 */
@SuppressWarnings(
    "ArrayRecordComponent") // a copy of every image would double the memory of the path
public record GrayImage(int width, int height, byte[] samples) {
  /** Checks that the samples fill the frame. */
  public GrayImage {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("image of " + width + " x " + height + " pixels");
    }
    if (samples.length != (long) width * height) {
      throw new IllegalArgumentException(
          samples.length + " samples for " + width + " x " + height + " pixels");
    }
  }

  /** The gray value (0-255) at a column and a row. */
  public int at(int column, int row) {
    return samples[row * width + column] & 0xFF;
  }

  /** The part of this image whose top left corner is at (left, top). */
  public GrayImage crop(int left, int top, int croppedWidth, int croppedHeight) {
    if (left == 0 && top == 0 && croppedWidth == width && croppedHeight == height) {
      return this;
    }
    byte[] cropped = new byte[croppedWidth * croppedHeight];
    for (int row = 0; row < croppedHeight; row++) {
      System.arraycopy(
          samples, (top + row) * width + left, cropped, row * croppedWidth, croppedWidth);
    }
    return new GrayImage(croppedWidth, croppedHeight, cropped);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GrayImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(samples, image.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "GrayImage[" + width + " x " + height + "]";
  }
}
