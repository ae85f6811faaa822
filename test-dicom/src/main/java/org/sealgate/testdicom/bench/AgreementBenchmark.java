package org.sealgate.testdicom.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.inference.benchmark.ReferenceValue;

/**
 * Compares the probabilities that Java computes from DICOM files with those that the training code
 * computed from the full-resolution JPEG files, for every transfer syntax and for presentations
 * that mean the same.
 */
public final class AgreementBenchmark {
  /** Two JPEG decoders may differ by one gray level in places. */
  private static final double SYNTAX_LIMIT = 0.01;

  private static final double PRESENTATION_LIMIT = 0.02;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PneumoniaClassifier classifier;
  private final AgreementEncodings encodings;
  private final Map<String, Difference> differences = new LinkedHashMap<>();

  /**
   * @param classifier of the built-in model
   * @param folder for the files; emptied by the caller
   */
  public AgreementBenchmark(PneumoniaClassifier classifier, Path folder) {
    this.classifier = classifier;
    this.encodings = new AgreementEncodings(folder);
  }

  /**
   * What was compared in one way.
   *
   * @param name transfer syntax or presentation
   * @param images how many
   * @param largest largest difference in probability
   * @param limit what it may be
   */
  public record Difference(String name, int images, double largest, double limit) {
    Difference with(double difference) {
      return new Difference(name, images + 1, Math.max(largest, difference), limit);
    }

    /** Whether no image differs by more than the limit. */
    public boolean agrees() {
      return largest <= limit;
    }
  }

  /**
   * Compares all images.
   *
   * @param originals the folder of the full-resolution images
   * @param progress told the images done and the images in all
   * @throws IOException if an image is missing or is not classified
   */
  public List<Difference> run(Path originals, BiConsumer<Integer, Integer> progress)
      throws IOException {
    List<ReferenceValue> references = ReferenceValue.all();
    for (int done = 0; done < references.size(); done++) {
      compare(originals, references.get(done));
      progress.accept(done + 1, references.size());
    }
    return List.copyOf(differences.values());
  }

  /** The result as one line of JSON. */
  public static String toJson(List<Difference> differences) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("agrees", differences.stream().allMatch(Difference::agrees));
    result.put("cases", differences);
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of strings and numbers are always JSON", e);
    }
  }

  private void compare(Path originals, ReferenceValue reference) throws IOException {
    Path original = originals.resolve(reference.file());
    if (!Files.isRegularFile(original)) {
      throw new IOException(original + " is missing");
    }
    Map<String, Path> files = encodings.byTransferSyntax(original);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      note(file.getKey(), SYNTAX_LIMIT, file.getValue(), reference);
    }
    Path plain = Objects.requireNonNull(files.get(AgreementEncodings.PLAIN));
    for (AgreementEncodings.Presentation presentation : AgreementEncodings.Presentation.values()) {
      String name = presentation.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Path file = encodings.presented(presentation, plain);
      note(name, PRESENTATION_LIMIT, file, reference);
    }
  }

  private void note(String name, double limit, Path file, ReferenceValue reference)
      throws IOException {
    double difference = Math.abs(probability(file) - reference.probability());
    Difference before = differences.getOrDefault(name, new Difference(name, 0, 0, limit));
    differences.put(name, before.with(difference));
  }

  private double probability(Path path) throws IOException {
    try (DicomFile file = DicomFile.open(path);
        InputStream dataSet = file.dataSetStream()) {
      return switch (classifier.classify(dataSet, file.transferSyntax())) {
        case Classified classified -> classified.probability();
        case ClassificationOutcome.Skipped(String reason) ->
            throw new IOException(path + " was skipped: " + reason);
        case ClassificationOutcome.Failed(String reason) ->
            throw new IOException(path + " failed: " + reason);
      };
    }
  }
}
