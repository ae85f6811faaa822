package org.sealgate.scp.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.PneumoniaClassifier;
import org.sealgate.scp.seal.InstanceObserver;
import org.sealgate.scp.seal.ReceivedInstance;
import org.sealgate.vault.index.Analysis;
import org.sealgate.vault.index.AnalysisState;
import org.sealgate.vault.index.IndexException;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies chest X-rays from the vault, behind the store path, one after the other. The queue is
 * the index's, so it survives restarts; a broken image is a recorded outcome.
 */
public final class ClassificationQueue implements AutoCloseable {
  /** The kind of analysis in the index. */
  public static final String KIND = "pneumonia";

  private static final Logger log = LoggerFactory.getLogger(ClassificationQueue.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 16;
  private static final long IDLE_SECONDS = 5;

  /** Modalities of projection radiographs; the classifier itself looks closer. */
  private static final Set<String> CANDIDATES = Set.of("CR", "DX", "RG");

  private final InstanceIndex index;
  private final ObjectStore vault;
  private final PneumoniaClassifier classifier;
  private final Clock clock;
  private final Semaphore work = new Semaphore(1);
  private final LongAdder classified = new LongAdder();
  private final Thread thread =
      Thread.ofPlatform().name("classification").daemon().unstarted(this::run);

  private volatile boolean closed;

  public ClassificationQueue(
      InstanceIndex index, ObjectStore vault, PneumoniaClassifier classifier, Clock clock) {
    this.index = index;
    this.vault = vault;
    this.classifier = classifier;
    this.clock = clock;
  }

  /** The analyses that a new instance shall have, by its own word. */
  public static List<String> kindsFor(ReceivedInstance received, InstanceObserver attributes) {
    return CANDIDATES.contains(attributes.value(Tag.MODALITY)) ? List.of(KIND) : List.of();
  }

  /** Starts working. */
  public void start() {
    thread.start();
  }

  /** Looks for work now. */
  public void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  /** Images that got a probability since the start. */
  public long classified() {
    return classified.sum();
  }

  private void run() {
    while (!closed) {
      try {
        work.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS);
        classifyPending();
      } catch (InterruptedException e) {
        return;
      } catch (IndexException e) {
        log.error("classification is held up by the index; trying again", e);
      }
    }
  }

  private void classifyPending() {
    List<Analysis> batch = index.pendingAnalyses(KIND, BATCH);
    while (!batch.isEmpty() && !closed) {
      for (Analysis analysis : batch) {
        if (closed) {
          return;
        }
        record(analysis, classify(analysis));
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

  private void record(Analysis analysis, ClassificationOutcome outcome) {
    switch (outcome) {
      case ClassificationOutcome.Classified done -> {
        classified.increment();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("probability", done.probability());
        result.put("modelSha256", done.model().sha256());
        result.put("milliseconds", done.timings().total().toMillis());
        result.put("notice", "not for clinical use");
        record(analysis, AnalysisState.DONE, result);
      }
      case ClassificationOutcome.Skipped(String reason) ->
          record(analysis, AnalysisState.SKIPPED, Map.of("reason", reason));
      case ClassificationOutcome.Failed(String reason) -> {
        log.warn("{} could not be classified: {}", analysis.instance().instanceUid(), reason);
        record(analysis, AnalysisState.FAILED, Map.of("reason", reason));
      }
    }
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
    work.release();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    classifier.close();
  }
}
