package org.sealgate.scp.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.scp.config.NodeConfiguration.Storage;
import org.sealgate.vault.crypto.EphemeralKeys;
import org.sealgate.vault.store.FileObjectStore;

class DiskGuardTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir Path folder;
  private FileObjectStore vault;

  @BeforeEach
  void open() throws IOException {
    vault = FileObjectStore.open(folder, EphemeralKeys.create());
  }

  @AfterEach
  void close() throws IOException {
    vault.close();
  }

  @Test
  void fullReason_shouldBeEmptyWhileThereIsRoom() {
    assertThat(new DiskGuard(vault, new Storage(100, 0)).fullReason()).isEmpty();
  }

  @Test
  void fullReason_shouldNameTheReserveThatIsTouched() {
    assertThat(new DiskGuard(vault, new Storage(100, Long.MAX_VALUE)).fullReason().orElseThrow())
        .contains("MiB free", "reserve " + (Long.MAX_VALUE >> 20) + " MiB");
  }

  @Test
  void fullReason_shouldNameTheWatermarkThatIsPassed() {
    assertThat(new DiskGuard(vault, new Storage(-1, 0)).fullReason().orElseThrow())
        .contains("% used", "watermark -1 %");
  }

  /** Each answer is a string of its own, so the same string is the same answer. */
  @Test
  void fullReason_shouldAskTheDiskOnceASecond() {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2); // it may overflow
    DiskGuard guard = new DiskGuard(vault, new Storage(-1, 0), now::get);
    String first = guard.fullReason().orElseThrow();
    now.addAndGet(SECOND - 1);
    assertThat(guard.fullReason().orElseThrow()).isSameAs(first);
    now.addAndGet(1);
    assertThat(guard.fullReason().orElseThrow()).isNotSameAs(first);
  }
}
