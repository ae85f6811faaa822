package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.ScriptablePacs;

/**
 * kill -9 of the node while a modality stores, ten times at seeded points, on the same data. As
 * modalities do, this one sends again what was not acknowledged.
 */
class CrashTest extends DepartmentSuite {
  private static final long SEED = 20_261_122;
  private static final int CRASHES = 10;
  private static final int MOST_BEFORE_A_CRASH = 25;
  private static final long LONGEST_DELAY = TimeUnit.MILLISECONDS.toNanos(30);
  private static final GeneratedStudy STUDY =
      Studies.tomography(StudyOptions.of(51), 400, 128, 128);

  private final Set<String> acknowledged = new HashSet<>();
  private final Random random = new Random(SEED);

  @BeforeEach
  void start() throws IOException {
    department.startNode(
        Sites.impatientNode(department.pacs().peer())
            .with("retrieve.source", "vault")
            .withAnchor(department.startChain()));
  }

  @Test
  void kill_shouldLoseNothingThatWasAcknowledged() throws Exception {
    List<DataSetSource> sources = DataSetSource.of(STUDY, Encoding.DEFAULT);
    int next = 0;
    for (int crash = 0; crash < CRASHES; crash++) {
      next = storeUntilKilled(sources, next);
      node().restart();
    }
    assertThat(acknowledged).hasSize(next).hasSizeGreaterThan(CRASHES);
    assertThat(node().number("vault.instances")).isBetween((long) next, next + 1L);
    assertThat(Sites.modality(node()).store(sources.get(next)).isSuccess()).isTrue();
    long sealed = next + 1L;
    assertThat(node().number("vault.instances")).isEqualTo(sealed);

    Sites.awaitNumber(node(), "pacs.forwarded", sealed);
    Sites.awaitNumber(node(), "log.size", sealed);
    Sites.awaitNumber(node(), "anchor.included", sealed);

    assertThat(node().number("pacs.pending")).isZero();
    assertThat(node().number("pacs.deadLetters")).isZero();
    assertThat(node().audit("conflicting-instance")).isEmpty();
    Map<String, String> originals = DataSets.digestsOf(sources.subList(0, next + 1));
    assertThat(atThePacs()).isEqualTo(originals);
    assertThat(fromTheVault()).isEqualTo(originals);
    for (String uid : acknowledged) {
      assertThat(node().get("/api/receipts/" + uid).statusCode()).as(uid).isEqualTo(200);
    }
  }

  /**
   * Stores until the node is killed.
   *
   * @return the first instance that was not acknowledged
   */
  private int storeUntilKilled(List<DataSetSource> sources, int first) throws InterruptedException {
    int before = random.nextInt(MOST_BEFORE_A_CRASH);
    long delay = random.nextLong(LONGEST_DELAY);
    CountDownLatch reached = new CountDownLatch(before);
    Set<String> answered = new HashSet<>();
    Thread storing =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Sites.modality(node())
                    .store(
                        sources.subList(first, sources.size()),
                        (source, status) -> {
                          note(source, status, answered);
                          reached.countDown();
                        });
              } catch (IOException _) {
                // The node was killed, as it should be.
              }
            });
    assertThat(reached.await(60, TimeUnit.SECONDS)).as("%d answers", before).isTrue();
    LockSupport.parkNanos(delay);
    node().kill();
    storing.join();
    assertThat(first + answered.size()).as("enough to store").isLessThan(sources.size());
    acknowledged.addAll(answered);
    return first + answered.size();
  }

  private static void note(DataSetSource source, Status status, Set<String> answered) {
    assertThat(status.isSuccess()).as("%s", status).isTrue();
    answered.add(source.sopInstanceUid());
  }

  /** Digests by SOP Instance UID; the PACS may have been sent one twice, with the same bytes. */
  private Map<String, String> atThePacs() {
    return digests(department.pacs());
  }

  private Map<String, String> fromTheVault() throws IOException {
    var result = department.move(STUDY);
    assertThat(result.status().isSuccess()).as("%s", result).isTrue();
    return digests(department.viewer());
  }

  private static Map<String, String> digests(ScriptablePacs archive) {
    return archive.received().stream()
        .collect(
            Collectors.toMap(
                ReceivedInstance::sopInstanceUid,
                ReceivedInstance::sha256,
                (first, second) -> {
                  assertThat(second).isEqualTo(first);
                  return first;
                },
                TreeMap::new));
  }
}
