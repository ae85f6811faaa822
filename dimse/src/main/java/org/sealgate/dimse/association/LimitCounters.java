package org.sealgate.dimse.association;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often peers ran into each limit. Safe for many threads. */
final class LimitCounters {
  private final Map<LimitKind, LongAdder> counts = new EnumMap<>(LimitKind.class);

  LimitCounters() {
    for (LimitKind kind : LimitKind.values()) {
      counts.put(kind, new LongAdder());
    }
  }

  void count(LimitKind kind) {
    LongAdder count = counts.get(kind);
    if (count != null) {
      count.increment();
    }
  }

  /** The limits that were run into at least once. */
  Map<LimitKind, Long> snapshot() {
    Map<LimitKind, Long> sums = new EnumMap<>(LimitKind.class);
    counts.forEach((kind, count) -> {
      if (count.sum() > 0) {
        sums.put(kind, count.sum());
      }
    });
    return sums;
  }
}
