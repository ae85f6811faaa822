package org.sealgate.inference.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiguresTest {
  /**
   * The expected values are those of {@code inference/training/metrics.py} for the same 200 cases,
   * with ties.
   */
  @Test
  void of_shouldAgreeWithTheTrainingCode() {
    double[] probabilities = new double[200];
    boolean[] truth = new boolean[200];
    for (int index = 0; index < 200; index++) {
      probabilities[index] = ((index * 37) % 101) / 101.0;
      truth[index] = (index * 53) % 7 < 3 || probabilities[index] > 0.8;
    }
    Figures figures = Figures.of(probabilities, truth, 0.5);
    assertThat(figures.n()).isEqualTo(200);
    assertThat(figures.auc()).isEqualTo(0.6835, within(5e-5));
    assertThat(figures.accuracy()).isEqualTo(0.625, within(5e-5));
    assertThat(figures.sensitivity()).isEqualTo(0.6111, within(5e-5));
    assertThat(figures.specificity()).isEqualTo(0.6413, within(5e-5));
    assertThat(figures.ece()).isEqualTo(0.2087, within(5e-5));
    assertThat(figures.aucCi().low()).isLessThan(0.6835).isGreaterThan(0.55);
    assertThat(figures.aucCi().high()).isGreaterThan(0.6835).isLessThan(0.8);
  }

  @Test
  void of_shouldBePerfect_whenTheClassesAreApart() {
    Figures figures =
        Figures.of(
            new double[] {0.1, 0.2, 0.8, 0.9}, new boolean[] {false, false, true, true}, 0.5);
    assertThat(figures.auc()).isEqualTo(1);
    assertThat(figures.accuracy()).isEqualTo(1);
  }

  @Test
  void of_shouldGiveHalf_whenAllProbabilitiesAreTheSame() {
    assertThat(
            Figures.of(new double[] {0.4, 0.4, 0.4}, new boolean[] {true, false, true}, 0.5).auc())
        .isEqualTo(0.5);
  }

  @Test
  void of_shouldRefuseASingleClass() {
    assertThatThrownBy(() -> Figures.of(new double[] {0.4, 0.4}, new boolean[] {true, true}, 0.5))
        .hasMessage("2 of 2 are pneumonia, both are needed");
  }
}
