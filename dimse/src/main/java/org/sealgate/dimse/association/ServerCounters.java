package org.sealgate.dimse.association;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link ServerStatistics}. */
final class ServerCounters {
  final LongAdder connections = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder usersRefused = new LongAdder();
  final LongAdder broken = new LongAdder();
  final LimitCounters limits = new LimitCounters();

  ServerStatistics snapshot(int open) {
    return new ServerStatistics(
        connections.sum(),
        accepted.sum(),
        rejected.sum(),
        usersRefused.sum(),
        broken.sum(),
        open,
        limits.snapshot());
  }
}
