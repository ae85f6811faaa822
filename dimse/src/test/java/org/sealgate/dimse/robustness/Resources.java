package org.sealgate.dimse.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.dimse.association.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds that a peer may have caused.
 *
 * @param descriptors open file descriptors; 0 where the system does not tell
 * @param threads threads of servers and associations
 */
record Resources(long descriptors, long threads) {
  private static final Path OPEN_DESCRIPTORS = Path.of("/proc/self/fd");

  static Resources now() {
    return new Resources(openDescriptors(), associationThreads());
  }

  /** What is held when no association is left, not even one whose thread is just ending. */
  static Resources atRest() {
    await().until(() -> associationThreads() == 0);
    return now();
  }

  /** Waits until no more is held than at this time. */
  void awaitBack() {
    await()
        .untilAsserted(() -> {
          Resources now = now();
          assertThat(now.threads()).as("threads").isLessThanOrEqualTo(threads);
          assertThat(now.descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors);
        });
  }

  private static long openDescriptors() {
    if (!Files.isDirectory(OPEN_DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(OPEN_DESCRIPTORS)) {
      return open.count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long associationThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("dimse-") && !name.equals("dimse-watch"))
        .count();
  }
}
