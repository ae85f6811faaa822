package org.sealgate.vault.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;
import org.sealgate.vault.index.Digest;
import org.sealgate.vault.index.EncodedLeaf;
import org.sealgate.vault.index.FingerprintDigests;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.NewDelivery;
import org.sealgate.vault.index.NewInstance;
import org.sealgate.vault.index.SqliteInstanceIndex;
import org.sealgate.vault.store.FileObjectStore;
import org.sealgate.vault.store.ObjectNotFoundException;
import org.sealgate.vault.store.ObjectStore;
import org.sealgate.vault.store.ObjectWriter;

/**
 * Rewraps earlier objects, stores, indexes and deletes new ones, until it is killed. Prints a line
 * for each that is acknowledged: {@code stored ID} or {@code deleting ID} and {@code deleted ID}.
 */
final class CrashingWriter {

  private static final int THREADS = 3;
  private static final int OWN_KEPT = 4;
  private static final int MAXIMUM_SIZE = 600_000;

  private final ObjectStore store;
  private final InstanceIndex index;
  private final PrintStream out;

  private CrashingWriter(ObjectStore store, InstanceIndex index, PrintStream out) {
    this.store = store;
    this.index = index;
    this.out = out;
  }

  /** Arguments: directory, id of the current key, then ids of earlier keys. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    // What is logged must not come between the lines that the test reads.
    System.setOut(System.err);
    Path root = Path.of(arguments[0]);
    String[] keyIds = Arrays.copyOfRange(arguments, 1, arguments.length);
    ObjectStore store = FileObjectStore.open(root, TestKeys.of(keyIds), 64 * 1024);
    InstanceIndex index = SqliteInstanceIndex.open(root.resolve("index.db"));
    CrashingWriter writer = new CrashingWriter(store, index, out);
    List<ObjectId> earlier;
    try (Stream<ObjectId> ids = store.list()) {
      earlier = ids.toList();
    }
    for (int thread = 0; thread < THREADS; thread++) {
      Thread.ofPlatform().start(writer::storeForEver);
    }
    writer.rewrap(earlier);
  }

  static byte[] payload(ObjectId id) {
    Random random = new Random(id.leastSignificantBits());
    byte[] payload = new byte[random.nextInt(MAXIMUM_SIZE)];
    random.nextBytes(payload);
    return payload;
  }

  private void storeForEver() {
    Deque<ObjectId> own = new ArrayDeque<>();
    try {
      while (true) {
        own.add(store());
        if (own.size() > OWN_KEPT) {
          delete(own.remove());
          own.remove();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectId store() throws IOException {
    ObjectId id = ObjectId.next();
    byte[] payload = payload(id);
    try (ObjectWriter writer = store.create(id)) {
      writer.write(ByteBuffer.wrap(payload));
      writer.commit(id.toBytes());
    }
    List<NewDelivery> deliveries = List.of(new NewDelivery.Pending("PACS", Instant.now()));
    index.add(instance(id, payload.length), deliveries, List.of());
    out.println("stored " + id);
    return id;
  }

  private void delete(ObjectId id) throws IOException {
    out.println("deleting " + id);
    store.delete(id);
    index.remove(id);
    out.println("deleted " + id);
  }

  /** Moves what earlier runs left to the current key; what one was deleting is gone. */
  private void rewrap(List<ObjectId> ids) throws IOException {
    for (ObjectId id : ids) {
      try {
        store.rewrap(id);
      } catch (ObjectNotFoundException e) {
        out.println("deleting " + id);
      }
    }
  }

  private static NewInstance instance(ObjectId id, int size) {
    Digest digest = Digest.of(Arrays.copyOf(id.toBytes(), Digest.LENGTH));
    return new NewInstance(
        id,
        new InstanceAttributes(id.toString(), "", "study", "series", ""),
        size,
        "CT1",
        Instant.now(),
        new FingerprintDigests(null, digest, digest),
        EncodedLeaf.of(id.toBytes(), digest));
  }
}
