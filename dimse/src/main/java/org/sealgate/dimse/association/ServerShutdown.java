package org.sealgate.dimse.association;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ends the associations of a closing server, all at the same time. */
final class ServerShutdown {
  private ServerShutdown() {}

  static void end(Map<Association, AssociationReader> associations, Duration grace) {
    List<Thread> threads = new ArrayList<>();
    associations.forEach((association, reader) ->
        threads.add(Thread.ofVirtual().start(() -> end(association, reader, grace))));
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      associations.keySet().forEach(Association::abort);
    }
  }

  private static void end(Association association, AssociationReader reader, Duration grace) {
    reader.awaitIdle(grace);
    association.close();
  }
}
