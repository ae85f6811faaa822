package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VoiTransformationTest {
  // The examples of PS3.3 C.11.2.1.2.1: c = 2048, w = 4096 maps 0 to 0 and 4095 to 1.
  @Test
  void linear_shouldMapTheFullRangeExactly() {
    VoiTransformation window = new VoiTransformation.Linear(2048, 4096);
    assertThat(window.apply(0)).isZero();
    assertThat(window.apply(4095)).isEqualTo(1);
    assertThat(window.apply(2047.5)).isEqualTo(0.5, within(1e-9));
  }

  // PS3.3 C.11.2.1.2.1: c = 0, w = 1 is a threshold: below 0 black, from 0 on white.
  @Test
  void linear_shouldBeAThreshold_whenTheWidthIsOne() {
    VoiTransformation window = new VoiTransformation.Linear(0, 1);
    assertThat(window.apply(-1)).isZero();
    assertThat(window.apply(0)).isEqualTo(1);
  }

  @Test
  void linearExact_shouldMapItsEdges() {
    VoiTransformation window = new VoiTransformation.LinearExact(10, 4);
    assertThat(window.apply(8)).isZero();
    assertThat(window.apply(10)).isEqualTo(0.5);
    assertThat(window.apply(12)).isEqualTo(1);
    assertThat(window.apply(100)).isEqualTo(1);
  }

  @Test
  void sigmoid_shouldBeHalfAtItsCentre() {
    VoiTransformation window = new VoiTransformation.Sigmoid(100, 50);
    assertThat(window.apply(100)).isEqualTo(0.5);
    assertThat(window.apply(150)).isEqualTo(1 / (1 + Math.exp(-4)), within(1e-12));
  }

  @Test
  void table_shouldScaleByItsBits() {
    VoiTransformation table =
        new VoiTransformation.Table(new LookupTable(-2, 10, new int[] {0, 1023, 512}));
    assertThat(table.apply(-50)).isZero();
    assertThat(table.apply(-1)).isEqualTo(1);
    assertThat(table.apply(9)).isEqualTo(512 / 1023.0);
  }

  @Test
  void new_shouldRefuseAWidthThatTheFunctionDoesNotAllow() {
    assertThatThrownBy(() -> new VoiTransformation.Linear(0, 0.5))
        .hasMessageContaining("Window Width (0028,1051)");
    assertThatThrownBy(() -> new VoiTransformation.Sigmoid(0, 0))
        .hasMessageContaining("must be above 0");
    assertThatThrownBy(() -> new VoiTransformation.LinearExact(0, Double.NaN))
        .hasMessageContaining("NaN");
  }
}
