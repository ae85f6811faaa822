package org.sealgate.chain.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.ethereum.AnvilProcess;
import org.sealgate.chain.ethereum.Hospital;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogCorruptedException;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.SignedCheckpoint;

/** The outbox after crashes between any two of its steps. */
class OutboxCrashTest {
  @TempDir Path directory;

  /** Killed after the transaction was signed and kept, before it was sent: the same one is sent. */
  @Test
  void anchorer_shouldSendWhatWasSignedBeforeACrash() throws Exception {
    try (AnvilProcess chain = AnvilProcess.start();
        Hospital hospital = Hospital.open(directory, chain.url())) {
      hospital.receive(8);
      Digest signed = planOnly(hospital);
      hospital.receive(3);
      try (Anchorer anchorer = hospital.anchorer(Hospital.settings(1))) {
        anchorer.start();
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(anchorer.status().finalSize()).isEqualTo(11));
        AnchorRecord first = anchorer.anchorCovering(0).orElseThrow();
        assertThat(first.transaction()).isEqualTo(signed);
        assertThat(first.checkpoint().checkpoint().size()).isEqualTo(8);
        assertThat(anchorer.status().transactions()).isEqualTo(2);
        assertThat(hospital.chain().nonce()).isEqualTo(2);
      }
    }
  }

  private Digest planOnly(Hospital hospital) throws Exception {
    AnchorChain chain = hospital.chain();
    LogSigner signer = hospital.signer();
    try (AnchorHistory history =
        AnchorHistory.open(
            directory.resolve("anchors"),
            signer.identity(),
            chain.expectedChainId(),
            chain.contract())) {
      AnchorPlanner planner =
          new AnchorPlanner(Hospital.settings(1), hospital.log(), signer, chain, history);
      return planner.plan(chain.blockNumber()).orElseThrow().transaction().orElseThrow();
    }
  }

  @Test
  void outbox_shouldDropALineThatWasNotFinished() throws Exception {
    Path file = directory.resolve("outbox.jsonl");
    AnchorEntry entry = entry(LogSigner.generate("test"), 5);
    try (AnchorOutbox outbox = AnchorOutbox.open(file)) {
      outbox.save(entry);
      outbox.save(entry.submitted());
    }
    Files.writeString(file, "{\"size\":6,\"sta", StandardOpenOption.APPEND);
    try (AnchorOutbox outbox = AnchorOutbox.open(file)) {
      assertThat(outbox.entries()).containsExactly(entry.submitted());
      outbox.remove(5);
    }
    try (AnchorOutbox outbox = AnchorOutbox.open(file)) {
      assertThat(outbox.entries()).isEmpty();
    }
  }

  @Test
  void outbox_shouldRefuseDamagedLines() throws Exception {
    Path file = directory.resolve("outbox.jsonl");
    Files.writeString(file, "{\"size\":6}\n");
    assertThatThrownBy(() -> AnchorOutbox.open(file))
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("line 1 is damaged");
  }

  @Test
  void outbox_shouldStaySmall() throws Exception {
    Path file = directory.resolve("outbox.jsonl");
    LogSigner signer = LogSigner.generate("test");
    try (AnchorOutbox outbox = AnchorOutbox.open(file)) {
      for (int size = 1; size <= 600; size++) {
        outbox.save(entry(signer, size));
        outbox.remove(size);
      }
    }
    assertThat(Files.size(file)).isLessThan(500_000);
  }

  private static AnchorEntry entry(LogSigner signer, long size) {
    Digest digest = Digest.sha256(new byte[0]);
    SignedCheckpoint checkpoint = signer.sign(size, digest);
    SignedTransaction transaction =
        new SignedTransaction(digest, "0x00", 3, new Fees.Dynamic(20, 10));
    return new AnchorEntry(checkpoint, List.of(transaction), 60_000, 9, AnchorState.PENDING, null);
  }

  @Test
  void archive_shouldFindTheSmallestAnchorThatCoversALeaf() throws Exception {
    Path file = directory.resolve("final.anchors");
    LogSigner signer = LogSigner.generate("test");
    try (AnchorArchive archive = AnchorArchive.open(file, signer.identity())) {
      assertThat(archive.covering(0)).isEmpty();
      for (long size : List.of(3L, 4L, 10L, 100L)) {
        archive.append(record(signer, size));
      }
    }
    cutOff(file, 5);
    try (AnchorArchive archive = AnchorArchive.open(file, signer.identity())) {
      assertThat(archive.last().map(AnchorArchiveSizes::size)).contains(10L);
      assertThat(archive.totals()).isEqualTo(new AnchorArchive.Totals(3, 150_000));
      assertThat(archive.covering(0)).contains(record(signer, 3));
      assertThat(archive.covering(3)).contains(record(signer, 4));
      assertThat(archive.covering(4)).contains(record(signer, 10));
      assertThat(archive.covering(9)).contains(record(signer, 10));
      assertThat(archive.covering(10)).isEmpty();
    }
    assertThatThrownBy(() -> AnchorArchive.open(file, LogSigner.generate("other").identity()))
        .hasMessageContaining("of another log");
  }

  private static void cutOff(Path file, int bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(content, content.length - bytes));
  }

  private static AnchorRecord record(LogSigner signer, long size) {
    Digest digest = Digest.sha256(new byte[] {(byte) size});
    return new AnchorRecord(
        signer.sign(size, digest),
        AnchorState.FINAL,
        digest,
        size,
        digest,
        50_000,
        java.time.Instant.ofEpochSecond(size));
  }

  private static final class AnchorArchiveSizes {
    private AnchorArchiveSizes() {}

    static long size(AnchorRecord anchor) {
      return anchor.checkpoint().checkpoint().size();
    }
  }

  @Test
  void fees_shouldRiseEnoughToReplace() {
    Fees legacy = new Fees.Legacy(1_000);
    assertThat(legacy.raised(new Fees.Legacy(5))).isEqualTo(new Fees.Legacy(1_250));
    assertThat(legacy.raised(new Fees.Legacy(9_000))).isEqualTo(new Fees.Legacy(9_000));
    Fees dynamic = new Fees.Dynamic(1_000, 100);
    assertThat(dynamic.raised(new Fees.Dynamic(5, 1))).isEqualTo(new Fees.Dynamic(1_250, 125));
    assertThat(dynamic.raised(new Fees.Dynamic(9_000, 400)))
        .isEqualTo(new Fees.Dynamic(9_000, 400));
    assertThat(new Fees.Dynamic(0, 0).raised(new Fees.Dynamic(0, 0)))
        .isEqualTo(new Fees.Dynamic(1, 1));
    assertThat(legacy.most()).isEqualTo(1_000);
  }
}
