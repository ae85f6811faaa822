package org.sealgate.inference.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.inference.benchmark.LabelledImages.LabelledImage;

/**
 * Classifies the official test set through the whole path: each JPEG becomes a DX image in JPEG
 * Baseline, is encoded as a data set, and goes through {@link PneumoniaClassifier#classify} as an
 * instance from the vault does.
 */
public final class InferenceBenchmark {
  private static final String SPLIT = "test";

  private final PneumoniaClassifier classifier;

  /** Creates the benchmark of a loaded model. */
  public InferenceBenchmark(PneumoniaClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * What was measured, on one thread.
   *
   * @param test quality on the test set
   * @param msPerImageP50 median time per image in milliseconds, from data set bytes to probability
   * @param msPerImageP95 95th percentile of the same
   * @param imagesPerSecond rate over the whole set
   */
  public record Result(
      Figures test, double msPerImageP50, double msPerImageP95, double imagesPerSecond) {
    /** The result as JSON, with these names as keys. */
    public String toJson() {
      return String.format(
          Locale.ROOT,
          "{\"test\":{\"n\":%d,\"auc\":%.4f,\"aucCi\":[%.4f,%.4f],\"accuracy\":%.4f,\"accuracyCi\":[%.4f,%.4f],"
              + "\"sensitivity\":%.4f,\"specificity\":%.4f,\"ece\":%.4f},"
              + "\"msPerImageP50\":%.2f,\"msPerImageP95\":%.2f,\"imagesPerSecond\":%.1f}",
          test.n(),
          test.auc(),
          test.aucCi().low(),
          test.aucCi().high(),
          test.accuracy(),
          test.accuracyCi().low(),
          test.accuracyCi().high(),
          test.sensitivity(),
          test.specificity(),
          test.ece(),
          msPerImageP50,
          msPerImageP95,
          imagesPerSecond);
    }
  }

  /**
   * Runs the benchmark.
   *
   * @param folder with {@code labels.csv} and {@code test.tar}
   * @param progress told the images done and the images in all
   * @throws IOException if the folder cannot be read, or an image is not classified
   */
  public Result run(Path folder, BiConsumer<Integer, Integer> progress) throws IOException {
    List<Classified> results = new ArrayList<>();
    List<Boolean> truth = new ArrayList<>();
    List<Long> nanoseconds = new ArrayList<>();
    try (LabelledImages images = LabelledImages.open(folder, SPLIT)) {
      for (Optional<LabelledImage> next = images.next(); next.isPresent(); next = images.next()) {
        byte[] dataSet = JpegDataSet.bytes(next.get().jpeg());
        long began = System.nanoTime();
        results.add(classify(next.get().name(), dataSet));
        nanoseconds.add(System.nanoTime() - began);
        truth.add(next.get().pneumonia());
        progress.accept(results.size(), images.count());
      }
    }
    return result(results, truth, nanoseconds);
  }

  private Classified classify(String name, byte[] dataSet) throws IOException {
    ClassificationOutcome outcome =
        classifier.classify(new ByteArrayInputStream(dataSet), TransferSyntax.JPEG_BASELINE);
    return switch (outcome) {
      case Classified classified -> classified;
      case ClassificationOutcome.Skipped(String reason) ->
          throw new IOException(name + " was skipped: " + reason);
      case ClassificationOutcome.Failed(String reason) ->
          throw new IOException(name + " failed: " + reason);
    };
  }

  private Result result(List<Classified> results, List<Boolean> truth, List<Long> nanoseconds) {
    double[] probabilities = results.stream().mapToDouble(Classified::probability).toArray();
    boolean[] labels = new boolean[truth.size()];
    for (int index = 0; index < labels.length; index++) {
      labels[index] = truth.get(index);
    }
    double[] milliseconds = nanoseconds.stream().mapToDouble(time -> time / 1e6).sorted().toArray();
    return new Result(
        Figures.of(probabilities, labels, classifier.model().threshold()),
        percentile(milliseconds, 0.5),
        percentile(milliseconds, 0.95),
        milliseconds.length / (Arrays.stream(milliseconds).sum() / 1000));
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[Math.min((int) (sorted.length * share), sorted.length - 1)];
  }
}
