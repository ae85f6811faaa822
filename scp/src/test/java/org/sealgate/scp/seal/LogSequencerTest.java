package org.sealgate.scp.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.LogSigner;
import org.sealgate.chain.log.TransparencyLog;
import org.sealgate.scp.testing.TestCustody;
import org.sealgate.scp.testing.TestInstance;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.LoggedLeaf;

class LogSequencerTest {
  private static final LogSigner SIGNER = LogSigner.generate("test.example/log");

  @TempDir Path folder;
  private final AtomicInteger grown = new AtomicInteger();
  private TestCustody custody;
  private TransparencyLog transparencyLog;

  @BeforeEach
  void open() throws IOException {
    custody = TestCustody.in(folder);
    transparencyLog = TransparencyLog.open(folder.resolve("log"));
  }

  @AfterEach
  void close() throws IOException {
    transparencyLog.close();
    custody.close();
  }

  private LogSequencer start() throws IOException {
    return LogSequencer.start(custody.index(), transparencyLog, SIGNER, grown::incrementAndGet);
  }

  private static Digest hash(SealedInstance sealed) {
    return SealedInstance.leafOf(sealed.indexed()).leafHash();
  }

  private long published() throws IOException {
    return transparencyLog.published().map(signed -> signed.checkpoint().size()).orElse(0L);
  }

  @Test
  void run_shouldAppendInTheOrderOfReceiptAndPublish() throws Exception {
    List<SealedInstance> sealed =
        List.of(
            custody.seal(TestInstance.image(1, 10)),
            custody.seal(TestInstance.image(2, 10)),
            custody.seal(TestInstance.image(3, 10)));
    try (LogSequencer sequencer = start()) {
      sequencer.wake();
      await().until(() -> published() == 3);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(transparencyLog.leafHash(i)).isEqualTo(hash(sealed.get(i)));
      IndexedInstance indexed = custody.index().byLeafIndex(i).orElseThrow();
      assertThat(indexed.objectId()).isEqualTo(sealed.get(i).indexed().objectId());
    }
    assertThat(grown).hasValueGreaterThan(0);
  }

  /** A batch comes together while instances come, but not for ever. */
  @Test
  void run_shouldAppendWhileInstancesKeepComing() throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (LogSequencer sequencer = start()) {
      await()
          .until(() -> {
            custody.seal(TestInstance.image(next.incrementAndGet(), 10));
            sequencer.wake();
            return published() > 0;
          });
    }
    assertThat(next).hasValueGreaterThan(1);
  }

  /** A crash between the log's append and the index's note of it. */
  @Test
  void start_shouldSettleWhatTheIndexDoesNotKnowYet() throws Exception {
    SealedInstance first = custody.seal(TestInstance.image(1, 10));
    SealedInstance second = custody.seal(TestInstance.image(2, 10));
    transparencyLog.append(List.of(hash(first), hash(second)));
    try (LogSequencer sequencer = start()) {
      assertThat(custody.index().maxLeafIndex()).hasValue(1);
      assertThat(published()).isEqualTo(2);
      custody.seal(TestInstance.image(3, 10));
      sequencer.wake();
      await().until(() -> published() == 3);
    }
    assertThat(custody.index().unlogged(10)).isEmpty();
  }

  /** A crash between the index's note and the checkpoint. */
  @Test
  void start_shouldPublishTheCheckpointThatIsMissing() throws Exception {
    SealedInstance first = custody.seal(TestInstance.image(1, 10));
    transparencyLog.append(List.of(hash(first)));
    custody.index().markLogged(List.of(new LoggedLeaf(first.indexed().objectId(), 0)));
    start().close();
    assertThat(published()).isEqualTo(1);
    assertThat(grown).hasValue(1);
  }

  @Test
  void start_shouldRefuseAnIndexThatIsAheadOfTheLog() throws Exception {
    SealedInstance first = custody.seal(TestInstance.image(1, 10));
    custody.index().markLogged(List.of(new LoggedLeaf(first.indexed().objectId(), 5)));
    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leaf 5")
        .hasMessageContaining("0 leaves");
  }

  @Test
  void start_shouldRefuseALeafOfNoInstance() throws Exception {
    custody.seal(TestInstance.image(1, 10));
    transparencyLog.append(List.of(Digest.sha256(new byte[] {1})));
    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to no instance");
  }
}
