package org.sealgate.testdicom.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Times two ways of doing the same in turn, each first as often as the other, so that a machine
 * whose speed drifts is no advantage to either.
 */
public final class AlternatingRounds {
  private static final int WARM_UP_ROUNDS = 1;

  private AlternatingRounds() {}

  /** Something to time. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void run() throws IOException;

    /** What has to be done before each time and is not timed. */
    default void prepare() throws IOException {}
  }

  /**
   * What was measured.
   *
   * @param rounds counted rounds of each
   * @param plainMs median of the one, in milliseconds
   * @param sealgateMs median of the other, in milliseconds
   */
  public record Result(int rounds, double plainMs, double sealgateMs) {
    /** By how much the other takes longer, in percent of the one; negative if it is faster. */
    public double overheadPercent() {
      return 100 * (sealgateMs - plainMs) / plainMs;
    }
  }

  /**
   * Runs both once uncounted, then {@code rounds} times each.
   *
   * @param onRound told the number of each finished round
   */
  static Result run(int rounds, Work plain, Work sealgate, IntConsumer onRound) throws IOException {
    return run(WARM_UP_ROUNDS, rounds, plain, sealgate, onRound);
  }

  /**
   * Runs both {@code warmUpRounds} times uncounted, then {@code rounds} times each.
   *
   * @param onRound told the number of each finished round
   */
  public static Result run(
      int warmUpRounds, int rounds, Work plain, Work sealgate, IntConsumer onRound)
      throws IOException {
    for (int round = 1; round <= warmUpRounds; round++) {
      time(plain);
      time(sealgate);
    }
    List<Double> plainTimes = new ArrayList<>();
    List<Double> sealgateTimes = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      if (round % 2 == 1) {
        plainTimes.add(time(plain));
        sealgateTimes.add(time(sealgate));
      } else {
        sealgateTimes.add(time(sealgate));
        plainTimes.add(time(plain));
      }
      onRound.accept(round);
    }
    return new Result(rounds, median(plainTimes), median(sealgateTimes));
  }

  private static double time(Work work) throws IOException {
    work.prepare();
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
