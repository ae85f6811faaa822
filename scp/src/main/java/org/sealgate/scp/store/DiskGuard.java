package org.sealgate.scp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sealgate.scp.config.NodeConfiguration.Storage;
import org.sealgate.vault.store.ObjectStore;

/**
 * Keeps the vault's disk from filling up: above the watermark no more images are taken. The disk is
 * asked once a second, not for every image. Safe for use by many threads.
 */
public final class DiskGuard {
  private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ObjectStore vault;
  private final Storage limits;
  private final LongSupplier nanoTime;
  private volatile @Nullable Answer last;

  public DiskGuard(ObjectStore vault, Storage limits) {
    this(vault, limits, System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  DiskGuard(ObjectStore vault, Storage limits, LongSupplier nanoTime) {
    this.vault = vault;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Why no more images can be taken, naming figure and limit; empty while they can. At most a
   * second old.
   */
  public Optional<String> fullReason() {
    long now = nanoTime.getAsLong();
    Answer known = last;
    if (known != null && now - known.atNanos() < HOLDS_NANOS) {
      return known.reason();
    }
    Answer fresh = new Answer(now, ask());
    last = fresh;
    return fresh.reason();
  }

  private Optional<String> ask() {
    try {
      long usable = vault.usableBytes();
      long total = vault.totalBytes();
      if (usable < limits.reserveSpace()) {
        return Optional.of(
            "disk: "
                + (usable >> 20)
                + " MiB free, reserve "
                + (limits.reserveSpace() >> 20)
                + " MiB");
      }
      long usedPercent = total == 0 ? 0 : 100 - usable * 100 / total;
      return usedPercent > limits.watermarkPercent()
          ? Optional.of(
              "disk: " + usedPercent + " % used, watermark " + limits.watermarkPercent() + " %")
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the vault's disk cannot be asked for its free space", e);
    }
  }

  private record Answer(long atNanos, Optional<String> reason) {}
}
