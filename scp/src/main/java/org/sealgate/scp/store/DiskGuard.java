package org.sealgate.scp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.sealgate.scp.config.NodeConfiguration.Storage;
import org.sealgate.vault.store.ObjectStore;

/** Keeps the vault's disk from filling up: above the watermark no more images are taken. */
public final class DiskGuard {
  private final ObjectStore vault;
  private final Storage limits;

  public DiskGuard(ObjectStore vault, Storage limits) {
    this.vault = vault;
    this.limits = limits;
  }

  /** Why no more images can be taken, naming figure and limit; empty while they can. */
  public Optional<String> fullReason() {
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
}
