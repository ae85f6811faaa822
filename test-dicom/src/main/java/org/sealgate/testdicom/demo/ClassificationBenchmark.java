package org.sealgate.testdicom.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.NodeOptions;
import org.sealgate.testdicom.process.NodeProcess;

/**
 * Stores a CT series through a node whose classification has nothing to do, and through the same
 * node with more chest radiographs waiting than it can classify meanwhile, in alternating rounds.
 */
public final class ClassificationBenchmark {
  private static final int RADIOGRAPHS = 60;
  private static final int RADIOGRAPH_SIZE = 512;
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(5);

  private final Path folder;
  private final int slices;
  private final int rounds;
  private final Progress progress;
  private int study = 5000;
  private long radiographs;

  /**
   * @param folder for everything; emptied by the caller
   * @param slices of each series, 512 KiB each
   * @param rounds counted rounds of each
   */
  public ClassificationBenchmark(Path folder, int slices, int rounds, PrintStream out) {
    this.folder = folder;
    this.slices = slices;
    this.rounds = rounds;
    this.progress = new Progress(out);
  }

  /** Measures and returns one line of JSON. */
  public String run() throws IOException {
    try (ScriptablePacs pacs =
            ScriptablePacs.start(
                PacsOptions.of("PACS").discarding(),
                Files.createDirectories(folder.resolve("pacs")));
        NodeProcess node =
            NodeProcess.start(
                NodeOptions.of("SEALGATE", pacs.peer()).withModality(Site.MODALITY),
                folder.resolve("node"))) {
      progress.step("storing while classification is idle, and while it has work");
      AlternatingRounds.Result result =
          AlternatingRounds.run(
              rounds,
              new Series(node, false),
              new Series(node, true),
              round -> progress.count("rounds", round, rounds));
      return json(result);
    }
  }

  /** One series stored; what has to be generated and to wait for is not timed. */
  private final class Series implements AlternatingRounds.Work {
    private final NodeProcess node;
    private final boolean busy;
    private List<DataSetSource> series = List.of();

    Series(NodeProcess node, boolean busy) {
      this.node = node;
      this.busy = busy;
    }

    @Override
    public void prepare() throws IOException {
      series =
          DataSetSource.of(
              Studies.tomography(StudyOptions.of(study++), slices)
                  .writeTo(Files.createDirectories(folder.resolve("series")), Encoding.DEFAULT));
      awaitClassified();
      if (busy) {
        store(
            node,
            DataSetSource.of(
                Studies.computedRadiographs(
                    StudyOptions.of(study++), RADIOGRAPHS, RADIOGRAPH_SIZE, RADIOGRAPH_SIZE),
                Encoding.DEFAULT));
        radiographs += RADIOGRAPHS;
      }
    }

    @Override
    public void run() throws IOException {
      store(node, series);
      if (busy && node.number("classification.classified") >= radiographs) {
        throw new IOException("classification ran out of work during a round; store fewer slices");
      }
    }

    private void awaitClassified() throws IOException {
      long began = System.nanoTime();
      while (node.number("classification.classified") < radiographs
          || node.number("pacs.pending") > 0) {
        if (System.nanoTime() - began > DRAIN_LIMIT.toNanos()) {
          throw new IOException("the node does not get through its work: " + node.status());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private static void store(NodeProcess node, List<DataSetSource> sources) throws IOException {
    for (Status status : new ScuClient(Site.MODALITY, node.peer()).store(sources)) {
      if (!status.isSuccess()) {
        throw new IOException("the node answered " + status);
      }
    }
  }

  private String json(AlternatingRounds.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("instances", slices);
    json.put("rounds", result.rounds());
    json.put("waitingRadiographs", RADIOGRAPHS);
    json.put("storeMsIdle", Math.round(result.plainMs()));
    json.put("storeMsClassifying", Math.round(result.sealgateMs()));
    json.put("changePercent", Math.round(result.overheadPercent() * 10) / 10.0);
    try {
      return new ObjectMapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings and numbers is always JSON", e);
    }
  }
}
