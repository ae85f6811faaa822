package org.sealgate.testdicom.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.ScuClient;

/**
 * Stores and retrieves a CT series directly with the PACS and through the node, in alternating
 * rounds. Each round stores another study, because a PACS does not store the same one twice.
 */
public final class PathBenchmark {
  private final Path folder;
  private final Options options;
  private final Progress progress;
  private int study;

  /**
   * How much is measured.
   *
   * @param slices of each series, 512 KiB each
   * @param warmUpRounds uncounted rounds of each
   * @param rounds counted rounds of each
   * @param tuned whether the peers get {@code TCP_NODELAY=1}
   */
  public record Options(int slices, int warmUpRounds, int rounds, boolean tuned) {}

  /**
   * @param folder for everything; emptied by the caller
   * @param out where progress is told
   */
  public PathBenchmark(Path folder, Options options, PrintStream out) {
    this.folder = folder;
    this.options = options;
    this.progress = new Progress(out);
  }

  /** Measures and returns one line of JSON. */
  public String run() throws IOException {
    int series = 2 * (options.warmUpRounds() + options.rounds());
    progress.step("generating " + series + " CT series of " + options.slices() + " slices");
    List<GeneratedStudy> studies = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      GeneratedStudy generated = Studies.tomography(StudyOptions.of(1000 + i), options.slices());
      Path target = Files.createDirectories(folder.resolve("study-" + i));
      generated.writeTo(target, Encoding.DEFAULT);
      studies.add(generated);
      files.add(target);
      progress.count("series", i + 1, series);
    }
    try (Site site =
        Site.start(folder.resolve("site"), new Site.Options("512m", options.tuned()))) {
      progress.step("storing");
      AlternatingRounds.Result store =
          AlternatingRounds.run(
              options.warmUpRounds(),
              options.rounds(),
              () -> Site.store(files.get(study++), site.pacs().peer(), options.tuned()),
              () -> Site.store(files.get(study++), site.node().peer(), options.tuned()),
              round -> progress.count("rounds", round, options.rounds()));
      progress.step("retrieving");
      DataSet identifier = ScuClient.study(studies.get(1).studyInstanceUid());
      AlternatingRounds.Result retrieve =
          AlternatingRounds.run(
              options.warmUpRounds(),
              options.rounds(),
              () -> site.retrieve(site.pacs().peer(), identifier),
              () -> site.retrieve(site.node().peer(), identifier),
              round -> progress.count("rounds", round, options.rounds()));
      return json(site, store, retrieve);
    }
  }

  private String json(
      Site site, AlternatingRounds.Result store, AlternatingRounds.Result retrieve) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("pacs", site.pacs().name());
    result.put("tuned", options.tuned());
    result.put("warmUpRounds", options.warmUpRounds());
    result.put("instances", options.slices());
    result.put("store", times(store));
    result.put("retrieve", times(retrieve));
    try {
      return new ObjectMapper().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of strings and numbers are always JSON", e);
    }
  }

  private static Map<String, Object> times(AlternatingRounds.Result result) {
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("rounds", result.rounds());
    times.put("plainMs", Math.round(result.plainMs()));
    times.put("sealgateMs", Math.round(result.sealgateMs()));
    times.put("overheadPercent", Math.round(result.overheadPercent() * 10) / 10.0);
    return times;
  }
}
