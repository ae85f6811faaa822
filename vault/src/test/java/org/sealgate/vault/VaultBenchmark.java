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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sealgate.vault.index.Digest;
import org.sealgate.vault.index.EncodedLeaf;
import org.sealgate.vault.index.FingerprintDigests;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.NewDelivery;
import org.sealgate.vault.index.NewInstance;
import org.sealgate.vault.index.SqliteInstanceIndex;
import org.sealgate.vault.store.FileObjectStore;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;
import org.sealgate.vault.store.ObjectWriter;

/**
 * Measures the vault on the file system of a directory: durable writes and verified reads in MB/s,
 * index additions per second. Argument: an empty directory.
 */
public final class VaultBenchmark {

  private static final int[] CHUNK_LENGTHS = {64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20};
  private static final int ROUNDS = 3;

  private VaultBenchmark() {}

  /** Prints a line for each measurement; the first round of each warms up. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    for (int chunkLength : CHUNK_LENGTHS) {
      for (int round = 0; round < ROUNDS; round++) {
        measureStore(directory, chunkLength, 8 << 20, 64, 1);
        measureStore(directory, chunkLength, 512 << 10, 256, 1);
        measureStore(directory, chunkLength, 512 << 10, 256, 8);
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      measureIndex(directory, 1, 500);
      measureIndex(directory, 16, 4000);
    }
  }

  private static void measureStore(
      Path directory, int chunkLength, int size, int count, int callers) throws Exception {
    Path root = Files.createTempDirectory(directory, "store");
    byte[] payload = new byte[size];
    new Random(1).nextBytes(payload);
    try (ObjectStore store = FileObjectStore.open(root, TestKeys.of("key"), chunkLength)) {
      List<ObjectId> ids = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        ids.add(ObjectId.next());
      }
      double writing = seconds(ids, callers, id -> write(store, id, payload));
      double reading = seconds(ids, callers, id -> read(store, id));
      double megabytes = (double) size * count / 1e6;
      System.out.printf(
          Locale.ROOT,
          "chunk %4d KiB, object %5d KiB, %2d callers: write %6.0f MB/s, read %6.0f MB/s%n",
          chunkLength >> 10,
          size >> 10,
          callers,
          megabytes / writing,
          megabytes / reading);
      for (ObjectId id : ids) {
        store.delete(id);
      }
    }
  }

  private static void measureIndex(Path directory, int callers, int count) throws Exception {
    Path file = Files.createTempDirectory(directory, "index").resolve("index.db");
    try (InstanceIndex index = SqliteInstanceIndex.open(file)) {
      List<ObjectId> ids = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        ids.add(ObjectId.next());
      }
      double seconds = seconds(ids, callers, id -> add(index, id));
      System.out.printf(
          Locale.ROOT,
          "index, %2d callers: %6.0f additions/s, %d in %d transactions%n",
          callers,
          count / seconds,
          count,
          index.committedTransactions());
    }
  }

  private static void write(ObjectStore store, ObjectId id, byte[] payload) throws IOException {
    try (ObjectWriter writer = store.create(id)) {
      for (int offset = 0; offset < payload.length; offset += 1 << 17) {
        writer.write(ByteBuffer.wrap(payload, offset, Math.min(1 << 17, payload.length - offset)));
      }
      writer.commit(new byte[500]);
    }
  }

  private static void read(ObjectStore store, ObjectId id) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
    try (ObjectReader reader = store.open(id)) {
      while (reader.read(buffer) >= 0) {
        buffer.clear();
      }
    }
  }

  private static void add(InstanceIndex index, ObjectId id) {
    Digest digest = Digest.of(Arrays.copyOf(id.toBytes(), Digest.LENGTH));
    NewInstance instance =
        new NewInstance(
            id,
            new InstanceAttributes(
                "1.2.840.113619.2." + id, "1.2.840.10008.5.1.4.1.1.2", "1.2.3", "1.2.3.4", "1.2"),
            1000,
            "CT1",
            Instant.now(),
            new FingerprintDigests(digest, digest, digest),
            EncodedLeaf.of(new byte[180], digest));
    index.add(instance, List.of(new NewDelivery.Pending("PACS", Instant.now())), List.of());
  }

  /** What is done with one object. */
  @FunctionalInterface
  private interface Step {
    void run(ObjectId id) throws IOException;
  }

  private static double seconds(List<ObjectId> ids, int callers, Step step) throws Exception {
    List<Callable<Integer>> shares = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      int first = caller;
      shares.add(() -> {
        for (int number = first; number < ids.size(); number += callers) {
          step.run(ids.get(number));
        }
        return first;
      });
    }
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> share : threads.invokeAll(shares)) {
        share.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
