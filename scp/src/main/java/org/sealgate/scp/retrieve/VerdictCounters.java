package org.sealgate.scp.retrieve;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.sealgate.scp.fingerprint.Verdict;

/** How often each verdict was given since the start. Safe for use by many threads. */
public final class VerdictCounters {
  private final Map<Verdict, LongAdder> counters = new EnumMap<>(Verdict.class);

  VerdictCounters() {
    for (Verdict verdict : Verdict.values()) {
      counters.put(verdict, new LongAdder());
    }
  }

  void count(Verdict verdict) {
    counter(verdict).increment();
  }

  /** The counts by the verdicts' names in lower case, {@code pixels_only} among them. */
  public Map<String, Long> snapshot() {
    Map<String, Long> snapshot = new LinkedHashMap<>();
    for (Verdict verdict : Verdict.values()) {
      snapshot.put(verdict.name().toLowerCase(Locale.ROOT), counter(verdict).sum());
    }
    return snapshot;
  }

  private LongAdder counter(Verdict verdict) {
    LongAdder counter = counters.get(verdict);
    if (counter == null) {
      throw new IllegalStateException("every verdict has a counter");
    }
    return counter;
  }
}
