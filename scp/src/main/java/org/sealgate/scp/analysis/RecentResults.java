package org.sealgate.scp.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.sealgate.inference.ClassificationOutcome;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ClassificationOutcome.Failed;
import org.sealgate.inference.ClassificationOutcome.Skipped;

/** What came of the latest images, for the admin page. Safe for use by many threads. */
final class RecentResults {
  private static final int SHOWN = 10;

  private final Deque<String> latest = new ArrayDeque<>();
  private final LongAdder classified = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void add(String sopInstanceUid, ClassificationOutcome outcome) {
    String text =
        switch (outcome) {
          case Classified done -> {
            classified.increment();
            yield String.format(
                Locale.ROOT, "pneumonia %.3f (not for clinical use)", done.probability());
          }
          case Skipped(String reason) -> {
            skipped.increment();
            yield "skipped: " + reason;
          }
          case Failed(String reason) -> {
            failed.increment();
            yield "failed: " + reason;
          }
        };
    remember(sopInstanceUid + ": " + text);
  }

  private synchronized void remember(String line) {
    latest.addFirst(line);
    if (latest.size() > SHOWN) {
      latest.removeLast();
    }
  }

  /** Images since the start by outcome, and the latest ones, newest first. */
  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("classified", classified.sum());
    view.put("skipped", skipped.sum());
    view.put("failed", failed.sum());
    view.put("latest", lines());
    return view;
  }

  private synchronized List<String> lines() {
    return List.copyOf(latest);
  }
}
