package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AntialiasedResizeTest {
  @Test
  void resize_shouldKeepAConstantImage() {
    byte[] samples = new byte[37 * 19];
    Arrays.fill(samples, (byte) 200);
    GrayImage resized = AntialiasedResize.resize(new GrayImage(37, 19, samples), 11, 23);
    assertThat(resized.samples()).hasSize(11 * 23).containsOnly((byte) 200);
  }

  @Test
  void resize_shouldReturnTheSameObject_whenTheSizeIsTheSame() {
    GrayImage image = SyntheticChest.draw(16, 16, 1);
    assertThat(AntialiasedResize.resize(image, 16, 16)).isSameAs(image);
  }

  @Test
  void resize_shouldAverage_whenReducing() {
    // One white column in four: with antialiasing every output pixel sees it, with two taps most do
    // not.
    byte[] samples = new byte[64 * 64];
    for (int index = 0; index < samples.length; index += 4) {
      samples[index] = (byte) 255;
    }
    GrayImage resized = AntialiasedResize.resize(new GrayImage(64, 64, samples), 8, 8);
    for (int column = 1; column < 7; column++) {
      assertThat(resized.at(column, 4)).isBetween(60, 68);
    }
  }

  @Test
  void resize_shouldInterpolate_whenEnlarging() {
    // Pillow: Image.fromarray([[0, 100]]).resize((4, 1), BILINEAR) is [[0, 25, 75, 100]].
    GrayImage resized = AntialiasedResize.resize(new GrayImage(2, 1, new byte[] {0, 100}), 4, 1);
    assertThat(resized.samples()).containsExactly(0, 25, 75, 100);
  }
}
