package org.sealgate.dimse.association;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link ServerStatistics}. */
final class ServerCounters {
  final LongAdder connections = new LongAdder();
  final LongAdder connectionsRefused = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder rejected = new LongAdder();
  final LongAdder overLimit = new LongAdder();
  final LongAdder broken = new LongAdder();

  ServerStatistics snapshot(int open) {
    return new ServerStatistics(
        connections.sum(),
        connectionsRefused.sum(),
        accepted.sum(),
        rejected.sum(),
        overLimit.sum(),
        broken.sum(),
        open);
  }
}
