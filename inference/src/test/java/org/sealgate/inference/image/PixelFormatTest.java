package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PixelFormatTest {
  @Test
  void value_shouldMaskOverlayBits() {
    assertThat(new PixelFormat(1, 1, 16, 12, 11, false).value(0xF123)).isEqualTo(0x123);
  }

  @Test
  void value_shouldShift_whenTheHighBitIsTheTopOne() {
    assertThat(new PixelFormat(1, 1, 16, 12, 15, false).value(0x1237)).isEqualTo(0x123);
  }

  @Test
  void value_shouldExtendTheSign() {
    PixelFormat format = new PixelFormat(1, 1, 16, 12, 11, true);
    assertThat(format.value(0x0FFF)).isEqualTo(-1);
    assertThat(format.value(0x0800)).isEqualTo(-2048);
    assertThat(format.value(0x07FF)).isEqualTo(2047);
  }

  @Test
  void new_shouldNameTheAttributeAndTheLimit() {
    assertThatThrownBy(() -> new PixelFormat(0, 1, 8, 8, 7, false))
        .hasMessage("Columns (0028,0011) is 0, allowed: 1 to 65535");
    assertThatThrownBy(() -> new PixelFormat(1, 1, 16, 17, 16, false))
        .hasMessage("Bits Stored (0028,0101) is 17, allowed: 1 to 16");
    assertThatThrownBy(() -> new PixelFormat(1, 1, 16, 12, 10, false))
        .hasMessage("High Bit (0028,0102) is 10, allowed: 11 to 15");
  }
}
