package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollimationCropTest {
  private final GrayImage chest = SyntheticChest.draw(300, 260, 2);

  @Test
  void crop_shouldReturnTheSameObject_whenThereIsNoFrame() {
    assertThat(CollimationCrop.crop(chest)).isSameAs(chest);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 40, 90})
  void crop_shouldRemoveABlackFrame(int margin) {
    assertThat(CollimationCrop.crop(SyntheticChest.framed(chest, margin))).isEqualTo(chest);
  }

  @Test
  void crop_shouldRemoveAWhiteFrame() {
    GrayImage framed = SyntheticChest.framed(chest, 20);
    for (int index = 0; index < framed.samples().length; index++) {
      int column = index % framed.width();
      int row = index / framed.width();
      boolean inside = column >= 20 && column < 320 && row >= 20 && row < 280;
      framed.samples()[index] = inside ? framed.samples()[index] : (byte) 250;
    }
    assertThat(CollimationCrop.crop(framed)).isEqualTo(chest);
  }

  @Test
  void crop_shouldRemoveAFrame_whenItCarriesABurntInLetter() {
    GrayImage framed = SyntheticChest.framed(chest, 20);
    for (int column = 100; column < 105; column++) {
      framed.samples()[10 * framed.width() + column] = (byte) 255;
    }
    assertThat(CollimationCrop.crop(framed)).isEqualTo(chest);
  }

  @Test
  void crop_shouldRemoveAtMostThirtyPercentOfASide_whenTheImageIsBlank() {
    GrayImage cropped = CollimationCrop.crop(new GrayImage(100, 50, new byte[5000]));
    assertThat(cropped.width()).isEqualTo(40);
    assertThat(cropped.height()).isEqualTo(20);
  }

  @Test
  void crop_shouldKeepUniformGray() {
    byte[] gray = new byte[5000];
    Arrays.fill(gray, (byte) 120);
    GrayImage image = new GrayImage(100, 50, gray);
    assertThat(CollimationCrop.crop(image)).isSameAs(image);
  }
}
