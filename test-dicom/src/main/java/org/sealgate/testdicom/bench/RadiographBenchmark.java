package org.sealgate.testdicom.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ClassificationOutcome.Timings;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

/**
 * Times the classification of large computed radiographs (12 bits stored) on one thread, from the
 * bytes of the data set to the probability, by transfer syntax.
 */
public final class RadiographBenchmark {
  private static final Map<String, TransferSyntax> CASES =
      new TreeMap<>(
          Map.of(
              "native", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
              "rle", TransferSyntax.RLE_LOSSLESS,
              "jpeg-lossless", TransferSyntax.JPEG_LOSSLESS,
              "jpeg-ls", TransferSyntax.JPEG_LS_LOSSLESS));

  private static final int DIFFERENT_IMAGES = 3;
  private static final int WARM_UP = 15;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PneumoniaClassifier classifier;
  private final Path folder;
  private final int size;
  private final int rounds;

  /**
   * @param folder for compressed files; emptied by the caller
   * @param size rows and columns, in pixels
   * @param rounds counted classifications by transfer syntax, at least 1
   */
  public RadiographBenchmark(PneumoniaClassifier classifier, Path folder, int size, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds is " + rounds + ", must be at least 1");
    }
    this.classifier = classifier;
    this.folder = folder;
    this.size = size;
    this.rounds = rounds;
  }

  /**
   * Measures and returns one line of JSON.
   *
   * @throws IOException if an image is not classified
   */
  public String run() throws IOException {
    List<Map<String, Object>> cases = new ArrayList<>();
    for (Map.Entry<String, TransferSyntax> one : CASES.entrySet()) {
      cases.add(measure("cr" + size + "-" + one.getKey(), one.getValue()));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("size", size);
    result.put("rounds", rounds);
    result.put("cases", cases);
    return JSON.writeValueAsString(result);
  }

  private Map<String, Object> measure(String name, TransferSyntax syntax) throws IOException {
    List<byte[]> images = images(Encoding.of(syntax));
    List<Timings> timings = new ArrayList<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      Timings one = classify(images.get(Math.floorMod(round, images.size())), syntax);
      if (round >= 0) {
        timings.add(one);
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", name);
    result.put("bytes", images.getFirst().length);
    result.put("msPerImageP50", milliseconds(timings, Timings::total, 0.5));
    result.put("msPerImageP95", milliseconds(timings, Timings::total, 0.95));
    result.put("readMsP50", milliseconds(timings, Timings::reading, 0.5));
    result.put("prepareMsP50", milliseconds(timings, Timings::preparing, 0.5));
    result.put("inferMsP50", milliseconds(timings, Timings::inferring, 0.5));
    return result;
  }

  private Timings classify(byte[] dataSet, TransferSyntax syntax) throws IOException {
    return switch (classifier.classify(new ByteArrayInputStream(dataSet), syntax)) {
      case Classified classified -> classified.timings();
      case ClassificationOutcome.Skipped(String reason) ->
          throw new IOException("a radiograph was skipped: " + reason);
      case ClassificationOutcome.Failed(String reason) ->
          throw new IOException("a radiograph failed: " + reason);
    };
  }

  private List<byte[]> images(Encoding encoding) throws IOException {
    List<byte[]> images = new ArrayList<>();
    for (GeneratedInstance instance :
        Studies.computedRadiographs(StudyOptions.of(2048), DIFFERENT_IMAGES, size, size)
            .instances()) {
      Path file = folder.resolve("radiograph.dcm");
      encoding.writeFile(instance, file);
      try (DicomFile dicom = DicomFile.open(file);
          InputStream dataSet = dicom.dataSetStream()) {
        images.add(dataSet.readAllBytes());
      }
      Files.delete(file);
    }
    return images;
  }

  private static double milliseconds(
      List<Timings> timings, Function<Timings, Duration> part, double share) {
    long[] sorted = timings.stream().map(part).mapToLong(Duration::toNanos).sorted().toArray();
    long chosen = sorted[Math.min((int) (sorted.length * share), sorted.length - 1)];
    return Math.round(chosen / 1e4) / 100.0;
  }
}
