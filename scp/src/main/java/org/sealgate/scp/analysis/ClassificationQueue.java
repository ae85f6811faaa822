package org.sealgate.scp.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.scp.store.StoreActivity;
import org.sealgate.vault.index.Analysis;
import org.sealgate.vault.index.AnalysisState;
import org.sealgate.vault.index.IndexException;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies chest X-rays from the vault, behind the store path, one after the other on one thread,
 * and slower while images arrive. The queue is the index's, so it survives restarts; a broken image
 * is a recorded outcome.
 */
public final class ClassificationQueue implements AutoCloseable {
  /** The kind of analysis in the index. */
  public static final String KIND = "pneumonia";

  private static final Logger log = LoggerFactory.getLogger(ClassificationQueue.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 16;
  private static final Duration IDLE = Duration.ofSeconds(5);

  private final InstanceIndex index;
  private final ObjectStore vault;
  private final PneumoniaClassifier classifier;
  private final ResultObjects objects;
  private final WorkSignal work;
  private final BusyPause pause;
  private final Clock clock;
  private final RecentResults recent = new RecentResults();
  private final Thread thread =
      Thread.ofPlatform().name("classification").daemon().unstarted(this::run);

  private volatile boolean closed;

  /**
   * What the queue works with.
   *
   * @param index holds the pending analyses and gets the results
   * @param vault holds the images
   * @param classifier closed with the queue
   * @param objects writes the results into the studies
   */
  public record Parts(
      InstanceIndex index,
      ObjectStore vault,
      PneumoniaClassifier classifier,
      ResultObjects objects) {}

  /**
   * Creates a queue that does not run yet.
   *
   * @param work raised when there is a new image
   * @param activity the store path's, which goes first
   * @param busyInterval longest wait before one image while the store path is busy
   */
  public ClassificationQueue(
      Parts parts, WorkSignal work, StoreActivity activity, Duration busyInterval, Clock clock) {
    this.index = parts.index();
    this.vault = parts.vault();
    this.classifier = parts.classifier();
    this.objects = parts.objects();
    this.work = work;
    this.pause = new BusyPause(activity, busyInterval);
    this.clock = clock;
  }

  /** Starts working. */
  public void start() {
    thread.start();
  }

  /** The model, and what came of the images since the start. */
  public Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("model", classifier.model().name() + " " + classifier.model().version());
    status.put("modelSha256", classifier.model().sha256());
    status.putAll(recent.view());
    status.put("objectsWritten", objects.written());
    return status;
  }

  private void run() {
    while (!closed) {
      try {
        work.await(IDLE);
        classifyPending();
      } catch (InterruptedException e) {
        return;
      } catch (IndexException e) {
        log.error("classification is held up by the index; trying again", e);
      } catch (IOException e) {
        log.error("a result cannot be taken into custody; trying again: {}", e.getMessage());
      }
    }
  }

  /**
   * Works off the queue.
   *
   * @throws IOException if an object of a result cannot be stored now; its image stays pending
   */
  private void classifyPending() throws InterruptedException, IOException {
    List<Analysis> batch = index.pendingAnalyses(KIND, BATCH);
    while (!batch.isEmpty() && !closed) {
      for (Analysis analysis : batch) {
        pause.await();
        if (closed) {
          return;
        }
        ClassificationOutcome outcome = classify(analysis);
        record(analysis, outcome);
        recent.add(analysis.instance().instanceUid(), outcome);
      }
      batch = index.pendingAnalyses(KIND, BATCH);
    }
  }

  private ClassificationOutcome classify(Analysis analysis) {
    try (ObjectReader reader = vault.open(analysis.instance().objectId());
        InputStream dataSet = reader.stream()) {
      return classifier.classify(
          dataSet,
          TransferSyntax.of(analysis.instance().instance().attributes().transferSyntaxUid()));
    } catch (IOException e) {
      return new ClassificationOutcome.Failed("the vault's copy cannot be read: " + e.getMessage());
    }
  }

  private void record(Analysis analysis, ClassificationOutcome outcome) throws IOException {
    switch (outcome) {
      case Classified done -> record(analysis, AnalysisState.DONE, result(done));
      case ClassificationOutcome.Skipped(String reason) ->
          record(analysis, AnalysisState.SKIPPED, Map.of("reason", reason));
      case ClassificationOutcome.Failed(String reason) -> {
        log.warn("{} could not be classified: {}", analysis.instance().instanceUid(), reason);
        record(analysis, AnalysisState.FAILED, Map.of("reason", reason));
      }
    }
  }

  /** The objects come first: after a crash between both, the image is pending and done again. */
  private Map<String, Object> result(Classified done) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("probability", done.probability());
    result.put("modelSha256", done.model().sha256());
    result.put("milliseconds", done.timings().total().toMillis());
    result.put("notice", "not for clinical use");
    result.putAll(objects.write(done));
    return result;
  }

  private void record(Analysis analysis, AnalysisState state, Map<String, Object> result) {
    try {
      index.recordAnalysis(
          analysis.instance().objectId(),
          KIND,
          state,
          JSON.writeValueAsString(result),
          clock.instant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings and numbers is always JSON", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    pause.end();
    work.raise();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    classifier.close();
  }
}
