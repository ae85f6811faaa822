package org.sealgate.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.sealgate.vault.index.Digest;
import org.sealgate.vault.index.EncodedLeaf;
import org.sealgate.vault.index.FingerprintDigests;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.NewDelivery;
import org.sealgate.vault.index.NewEntry;
import org.sealgate.vault.index.NewInstance;
import org.sealgate.vault.index.SqliteInstanceIndex;
import org.sealgate.vault.store.FileObjectStore;
import org.sealgate.vault.store.ObjectStore;
import org.sealgate.vault.store.ObjectWriter;

/**
 * Measures what the acknowledgement of one sender's 512 KiB objects waits for, one after another:
 * the commit of the object, then of its index row, while the confirmations of earlier ones are
 * recorded behind. Argument: a directory on the disk to be measured.
 */
public final class CommitLatencyBenchmark {

  private static final int SIZE = 512 << 10;
  private static final int COUNT = 400;
  private static final int WARM_UP = 100;

  private CommitLatencyBenchmark() {}

  /** Prints the median and the 90th percentile of each step in milliseconds. */
  public static void main(String[] arguments) throws Exception {
    Path root = Files.createTempDirectory(Path.of(arguments[0]), "latency");
    List<CompletableFuture<?>> recorded = new ArrayList<>();
    double[][] steps = new double[4][COUNT];
    try (ObjectStore store = FileObjectStore.open(root, TestKeys.of("key"));
        InstanceIndex index = SqliteInstanceIndex.open(root.resolve("index.db"))) {
      for (int number = -WARM_UP; number < COUNT; number++) {
        double[] milliseconds = storeOne(store, index, recorded);
        for (int step = 0; number >= 0 && step < steps.length; step++) {
          steps[step][number] = milliseconds[step];
        }
      }
      recorded.forEach(CompletableFuture::join);
    }
    String[] names = {"create and write", "commit", "add", "commit and add"};
    for (int step = 0; step < steps.length; step++) {
      Arrays.sort(steps[step]);
      System.out.printf(
          Locale.ROOT,
          "%-16s p50 %6.2f ms, p90 %6.2f ms%n",
          names[step],
          steps[step][COUNT / 2],
          steps[step][COUNT * 9 / 10]);
    }
  }

  private static double[] storeOne(
      ObjectStore store, InstanceIndex index, List<CompletableFuture<?>> recorded)
      throws IOException {
    ObjectId id = ObjectId.next();
    byte[] payload = new byte[SIZE];
    new Random(id.leastSignificantBits()).nextBytes(payload);
    NewEntry entry = entry(id);
    long start = System.nanoTime();
    long written;
    long committed;
    try (ObjectWriter writer = store.create(id)) {
      writer.write(ByteBuffer.wrap(payload));
      written = System.nanoTime();
      writer.commit(new byte[500]);
      committed = System.nanoTime();
    }
    index.add(entry);
    long added = System.nanoTime();
    recorded.add(index.markDeliveredAsync(id, "PACS", 0, Instant.now()));
    return new double[] {
      (written - start) / 1e6, (committed - written) / 1e6,
      (added - committed) / 1e6, (added - written) / 1e6
    };
  }

  private static NewEntry entry(ObjectId id) {
    Digest digest = Digest.of(Arrays.copyOf(id.toBytes(), Digest.LENGTH));
    NewInstance instance =
        new NewInstance(
            id,
            new InstanceAttributes(
                "1.2.840.113619.2." + id, "1.2.840.10008.5.1.4.1.1.2", "1.2.3", "1.2.3.4", "1.2"),
            SIZE,
            "CT1",
            Instant.now(),
            new FingerprintDigests(digest, digest, digest),
            EncodedLeaf.of(new byte[180], digest));
    return new NewEntry(
        instance, List.of(new NewDelivery.Pending("PACS", Instant.now())), List.of());
  }
}
