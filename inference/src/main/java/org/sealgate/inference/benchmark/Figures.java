package org.sealgate.inference.benchmark;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * How well probabilities match the truth.
 *
 * @param n images
 * @param auc area under the ROC curve
 * @param aucCi its 95 % bootstrap interval
 * @param accuracy share of right decisions at the threshold
 * @param accuracyCi its 95 % bootstrap interval
 * @param sensitivity share of the pneumonias that were found
 * @param specificity share of the normals that were left alone
 * @param ece expected calibration error, 15 bins of equal width
 */
public record Figures(
    int n,
    double auc,
    Interval aucCi,
    double accuracy,
    Interval accuracyCi,
    double sensitivity,
    double specificity,
    double ece) {
  private static final int ROUNDS = 2000;
  private static final int BINS = 15;

  /** A confidence interval. */
  public record Interval(double low, double high) {}

  /**
   * Computes the figures; the bootstrap's seed is fixed, so that the same results give the same
   * intervals.
   *
   * @param probabilities of pneumonia, 0 to 1
   * @param truth whether it was pneumonia; both classes must occur
   * @param threshold probability from which the decision is pneumonia
   */
  public static Figures of(double[] probabilities, boolean[] truth, double threshold) {
    Sample sample = new Sample(probabilities, truth);
    if (sample.positives() == 0 || sample.positives() == truth.length) {
      throw new IllegalArgumentException(
          sample.positives() + " of " + truth.length + " are pneumonia, both are needed");
    }
    return new Figures(
        truth.length,
        sample.auc(),
        interval(sample, Sample::auc),
        sample.accuracy(threshold),
        interval(sample, drawn -> drawn.accuracy(threshold)),
        sample.share(threshold, true),
        sample.share(threshold, false),
        sample.calibrationError());
  }

  private static Interval interval(Sample sample, ToDoubleFunction<Sample> figure) {
    Random random = new Random(1);
    double[] values = new double[ROUNDS];
    Arrays.setAll(values, _ -> figure.applyAsDouble(sample.resample(random)));
    Arrays.sort(values);
    return new Interval(values[(int) (ROUNDS * 0.025)], values[(int) (ROUNDS * 0.975)]);
  }

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Sample(double[] probabilities, boolean[] truth) {
    int positives() {
      int count = 0;
      for (boolean positive : truth) {
        count += positive ? 1 : 0;
      }
      return count;
    }

    Sample resample(Random random) {
      double[] drawn = new double[truth.length];
      boolean[] drawnTruth = new boolean[truth.length];
      for (int index = 0; index < truth.length; index++) {
        int from = random.nextInt(truth.length);
        drawn[index] = probabilities[from];
        drawnTruth[index] = truth[from];
      }
      return new Sample(drawn, drawnTruth);
    }

    double accuracy(double threshold) {
      int right = 0;
      for (int index = 0; index < truth.length; index++) {
        right += probabilities[index] >= threshold == truth[index] ? 1 : 0;
      }
      return (double) right / truth.length;
    }

    /** Share of the images of one class that are decided rightly. */
    double share(double threshold, boolean positive) {
      int all = 0;
      int right = 0;
      for (int index = 0; index < truth.length; index++) {
        if (truth[index] == positive) {
          all++;
          right += probabilities[index] >= threshold == positive ? 1 : 0;
        }
      }
      return (double) right / all;
    }

    /**
     * The Mann-Whitney statistic: how often a positive ranks above a negative, ties counting half.
     */
    double auc() {
      Integer[] order = new Integer[truth.length];
      Arrays.setAll(order, index -> index);
      Arrays.sort(order, (one, other) -> Double.compare(probabilities[one], probabilities[other]));
      double above = 0;
      long negativesBelow = 0;
      for (int start = 0; start < order.length; ) {
        int end = start;
        int tiedPositives = 0;
        int tiedNegatives = 0;
        while (end < order.length && probabilities[order[end]] == probabilities[order[start]]) {
          if (truth[order[end++]]) {
            tiedPositives++;
          } else {
            tiedNegatives++;
          }
        }
        above += tiedPositives * (negativesBelow + tiedNegatives / 2.0);
        negativesBelow += tiedNegatives;
        start = end;
      }
      long positives = positives();
      return above / (positives * (truth.length - positives));
    }

    double calibrationError() {
      double[] gaps = new double[BINS];
      for (int index = 0; index < truth.length; index++) {
        int bin = Math.min((int) (probabilities[index] * BINS), BINS - 1);
        gaps[bin] += probabilities[index] - (truth[index] ? 1 : 0);
      }
      return Arrays.stream(gaps).map(Math::abs).sum() / truth.length;
    }
  }
}
