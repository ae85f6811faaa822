package org.sealgate.chain.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransparencyLogTest {
  @TempDir Path directory;

  @Test
  void append_shouldKeepEverythingOverReopeningAtAnySize() throws Exception {
    Random random = new Random(6962);
    List<Digest> all = new ArrayList<>();
    while (all.size() < 60_000) {
      try (TransparencyLog log = TransparencyLog.open(directory)) {
        assertThat(log.size()).isEqualTo(all.size());
        for (int i = 0; i < 4; i++) {
          List<Digest> batch = new ArrayList<>();
          int count = 1 + random.nextInt(9_000);
          for (int j = 0; j < count; j++) {
            batch.add(NaiveTree.leaf(all.size() + j));
          }
          assertThat(log.append(batch)).isEqualTo(all.size());
          all.addAll(batch);
        }
      }
    }
    NaiveTree naive = new NaiveTree(all);
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      for (int i = 0; i < 30; i++) {
        int size = 1 + random.nextInt(all.size());
        int index = random.nextInt(size);
        assertThat(log.root(size)).isEqualTo(naive.root(size));
        assertThat(log.leafHash(index)).isEqualTo(all.get(index));
        assertThat(log.inclusionProof(index, size).path()).isEqualTo(naive.inclusion(index, size));
        assertThat(log.consistencyProof(index + 1, size).path())
            .isEqualTo(naive.consistency(index + 1, size));
      }
    }
  }

  /** Cuts the journal at every byte, as a machine that stops does, and looks what is left. */
  @Test
  void open_shouldGiveTheLastDurableStateWhereverTheJournalEnds() throws Exception {
    List<Long> ends = new ArrayList<>();
    Path journal = directory.resolve("journal");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      ends.add(Files.size(journal));
      for (int i = 0; i < 3; i++) {
        log.append(List.of(NaiveTree.leaf(2L * i), NaiveTree.leaf(2L * i + 1)));
        ends.add(Files.size(journal));
      }
    }
    byte[] whole = Files.readAllBytes(journal);
    for (int length = Math.toIntExact(ends.getFirst()); length <= whole.length; length++) {
      Files.write(journal, java.util.Arrays.copyOf(whole, length));
      int written = length;
      long expected = 2 * (ends.stream().filter(end -> end <= written).count() - 1);
      try (TransparencyLog log = TransparencyLog.open(directory)) {
        assertThat(log.size()).isEqualTo(expected);
        log.append(List.of(NaiveTree.leaf(expected)));
      }
      try (TransparencyLog log = TransparencyLog.open(directory)) {
        assertThat(log.root(expected + 1))
            .isEqualTo(
                new NaiveTree(NaiveTree.leaves((int) expected + 1)).root((int) expected + 1));
      }
    }
  }

  /** File systems may extend a file before its bytes are there. */
  @Test
  void open_shouldCutOffZerosAndGarbageAtTheEnd() throws Exception {
    Path journal = directory.resolve("journal");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      log.append(NaiveTree.leaves(5));
    }
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      file.seek(file.length());
      file.write(new byte[300]);
    }
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      assertThat(log.size()).isEqualTo(5);
    }
  }

  @Test
  void open_shouldRefuseDamageInFrontOfGoodRecords() throws Exception {
    Path journal = directory.resolve("journal");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      log.append(NaiveTree.leaves(5));
      log.append(List.of(NaiveTree.leaf(5)));
    }
    byte[] bytes = Files.readAllBytes(journal);
    bytes[60] ^= 1;
    Files.write(journal, bytes);
    assertThatThrownBy(() -> TransparencyLog.open(directory))
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("is damaged, a good one follows");
  }

  @Test
  void open_shouldRefuseMissingJournal() throws Exception {
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      log.append(NaiveTree.leaves(300));
      publish(log, LogSigner.generate("test"));
    }
    Files.delete(directory.resolve("journal"));
    assertThatThrownBy(() -> TransparencyLog.open(directory))
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("journal is missing");
  }

  @Test
  void open_shouldRefuseLogBehindItsCheckpoint() throws Exception {
    Path old = directory.resolve("old");
    Path log = directory.resolve("log");
    LogSigner signer = LogSigner.generate("test");
    try (TransparencyLog opened = TransparencyLog.open(log)) {
      opened.append(NaiveTree.leaves(3));
      Files.copy(log.resolve("journal"), old);
      opened.append(List.of(NaiveTree.leaf(3)));
      publish(opened, signer);
    }
    Files.copy(old, log.resolve("journal"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> TransparencyLog.open(log))
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("does not continue its checkpoint of 4");
  }

  @Test
  void open_shouldRefuseTruncatedTile() throws Exception {
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      log.append(NaiveTree.leaves(300));
      publish(log, LogSigner.generate("test"));
    }
    Files.write(directory.resolve("tile/0/000"), new byte[100]);
    assertThatThrownBy(() -> TransparencyLog.open(directory))
        .isInstanceOf(LogCorruptedException.class)
        .hasMessageContaining("a full tile has 8192 bytes");
  }

  @Test
  void open_shouldRefuseSecondProcess() throws Exception {
    TransparencyLog first = TransparencyLog.open(directory);
    assertThatThrownBy(() -> TransparencyLog.open(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("open elsewhere");
    first.close();
    TransparencyLog.open(directory).close();
  }

  @Test
  void append_shouldRefuseNoneAndTooMany() throws Exception {
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      assertThatThrownBy(() -> log.append(List.of())).hasMessageContaining("1 to 65536");
      List<Digest> many = java.util.Collections.nCopies(65_537, NaiveTree.leaf(0));
      assertThatThrownBy(() -> log.append(many)).hasMessageContaining("not 65537");
    }
  }

  @Test
  void proofs_shouldRefuseWhatIsNotInTheLog() throws Exception {
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      log.append(NaiveTree.leaves(3));
      assertThatThrownBy(() -> log.root(4)).hasMessageContaining("size is 4, must be from 0 to 3");
      assertThatThrownBy(() -> log.leafHash(3)).hasMessageContaining("index is 3");
      assertThatThrownBy(() -> log.inclusionProof(2, 2)).hasMessageContaining("index is 2");
      assertThatThrownBy(() -> log.consistencyProof(3, 2)).hasMessageContaining("oldSize is 3");
    }
  }

  /**
   * Reads the directory as a tlog-tiles client does: tiles and checkpoint only, nothing of ours.
   */
  @Test
  void publish_shouldWriteTilesFromWhichAnyoneComputesTheRoot() throws Exception {
    LogSigner signer = LogSigner.generate("test");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      int size = 0;
      for (int step : List.of(1, 6, 249, 1, 300, 40_000, 24_979, 1, 12_345)) {
        List<Digest> batch = new ArrayList<>();
        for (int i = 0; i < step; i++) {
          batch.add(NaiveTree.leaf(size + i));
        }
        log.append(batch);
        size += step;
        publish(log, signer);
        assertThat(rootFromTiles(size)).isEqualTo(log.root(size));
      }
      assertThat(log.published().orElseThrow().isSignedBy(signer.identity())).isTrue();
    }
    try (Stream<Path> files = Files.walk(directory.resolve("tile/0"))) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith("/000.p"));
    }
  }

  private Digest rootFromTiles(long size) throws IOException {
    List<Digest> hashes = new ArrayList<>();
    for (long tile = 0; tile * 256 < size; tile++) {
      long width = Math.min(256, size - tile * 256);
      Path full = TilePath.full(directory, 0, tile);
      Path file =
          width == 256 || Files.exists(full)
              ? full
              : TilePath.partial(directory, 0, tile, (int) width);
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < width; i++) {
        hashes.add(Digest.copyOf(bytes, 32 * i));
      }
    }
    requireUpperTiles(hashes);
    return new NaiveTree(hashes).root((int) size);
  }

  private void requireUpperTiles(List<Digest> leaves) throws IOException {
    int nodes = leaves.size() / 256;
    for (int index = 0; index < nodes; index++) {
      int tile = index / 256;
      Path full = TilePath.full(directory, 1, tile);
      Path file = Files.exists(full) ? full : TilePath.partial(directory, 1, tile, nodes % 256);
      Digest node = Digest.copyOf(Files.readAllBytes(file), 32 * (index % 256));
      if (index % 37 == 0 || index == nodes - 1) {
        List<Digest> below = leaves.subList(256 * index, 256 * index + 256);
        assertThat(node).isEqualTo(new NaiveTree(below).root(256));
      }
    }
  }

  @Test
  void tilePath_shouldGroupDigitsAsSpecified() {
    assertThat(TilePath.full(Path.of("/x"), 0, 1_234_067))
        .isEqualTo(Path.of("/x/tile/0/x001/x234/067"));
    assertThat(TilePath.partial(Path.of("/x"), 1, 5, 77)).isEqualTo(Path.of("/x/tile/1/005.p/77"));
    assertThat(TilePath.full(Path.of("/x"), 2, 1_000)).isEqualTo(Path.of("/x/tile/2/x001/000"));
  }

  /** The tiles may be written and the journal not replaced yet: what is in both must count once. */
  @Test
  void open_shouldTakeOldJournalBesideNewTiles() throws Exception {
    Path copy = directory.resolve("copy");
    Path log = directory.resolve("log");
    try (TransparencyLog opened = TransparencyLog.open(log)) {
      opened.append(NaiveTree.leaves(1_000));
      Files.copy(log.resolve("journal"), copy);
      publish(opened, LogSigner.generate("test"));
    }
    Files.copy(copy, log.resolve("journal"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (TransparencyLog opened = TransparencyLog.open(log)) {
      assertThat(opened.size()).isEqualTo(1_000);
      assertThat(opened.root(1_000)).isEqualTo(new NaiveTree(NaiveTree.leaves(1_000)).root(1_000));
    }
    try (Stream<Path> files = Files.walk(log)) {
      assertThat(files.sorted(Comparator.naturalOrder()).map(Path::getFileName).map(Path::toString))
          .contains("checkpoint", "journal", "000", "001", "002");
    }
  }

  @Test
  void append_shouldMoveTilesOutOfTheJournalBehindItself() throws Exception {
    List<Digest> leaves = NaiveTree.leaves(1_000);
    Path journal = directory.resolve("journal");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      for (int batch = 0; batch < 40; batch++) {
        log.append(leaves);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.size(journal) < 24_000L * Digest.LENGTH);
      assertThat(Files.size(TilePath.full(directory, 0, 63))).isEqualTo(8_192);
      log.append(leaves);
      publish(log, LogSigner.generate("test"));
      assertThat(rootFromTiles(41_000)).isEqualTo(log.root(41_000));
    }
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      assertThat(log.size()).isEqualTo(41_000);
      assertThat(log.leafHash(40_999)).isEqualTo(leaves.getLast());
    }
  }

  @Test
  void append_shouldGoOnWithoutTilesUntilTheBacklogIsFull() throws Exception {
    Digest leaf = NaiveTree.leaf(0);
    List<Digest> batch = Collections.nCopies(TransparencyLog.MAX_BATCH, leaf);
    Path obstacle = directory.resolve("tile");
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      Files.writeString(obstacle, "no directory");
      for (int i = 0; i < 8; i++) {
        log.append(batch);
      }
      assertThatThrownBy(() -> log.append(batch)).isInstanceOf(IOException.class);
      assertThat(log.size()).isEqualTo(8L * batch.size());
      Files.delete(obstacle);
      log.append(batch);
    }
    try (TransparencyLog log = TransparencyLog.open(directory)) {
      assertThat(log.size()).isEqualTo(9L * batch.size());
      assertThat(log.leafHash(log.size() - 1)).isEqualTo(leaf);
    }
  }

  private static void publish(TransparencyLog log, LogSigner signer) throws IOException {
    log.publish(signer.sign(log.size(), log.root(log.size())));
  }
}
