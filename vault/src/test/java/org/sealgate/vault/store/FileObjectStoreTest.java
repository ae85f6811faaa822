package org.sealgate.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;
import org.sealgate.vault.crypto.KeyEncryptionKeys;

final class FileObjectStoreTest {

  private static final int CHUNK = 64 * 1024;
  private static final int CAPACITY = CHUNK - 16;
  private static final KeyEncryptionKeys KEYS = TestKeys.of("test");

  @TempDir Path root;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileObjectStore.open(root, KEYS, CHUNK);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CAPACITY - 1, CAPACITY, CAPACITY + 1, 2 * CAPACITY, 3 * CAPACITY + 7})
  void open_shouldReadWhatWasCommitted(int size) throws IOException {
    ObjectId id = TestObjects.write(store, size);
    try (ObjectReader reader = store.open(id)) {
      assertThat(reader.id()).isEqualTo(id);
      assertThat(reader.size()).isEqualTo(size);
      assertThat(reader.keyId()).isEqualTo("test");
      assertThat(reader.manifest()).isEqualTo(TestObjects.manifest(id));
      assertThat(reader.stream().readAllBytes()).isEqualTo(TestObjects.payload(id, size));
      assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      reader.verify();
    }
    assertThat(Files.size(TestObjects.file(root, id)))
        .isEqualTo(
            4096
                + size
                + 16L * Math.max(1, Math.ceilDiv(size, CAPACITY))
                + TestObjects.manifest(id).length
                + 16
                + 32);
  }

  @Test
  void write_shouldTakeBuffersOfAnySizeAndKind() throws IOException {
    ObjectId id = ObjectId.next();
    byte[] payload = TestObjects.payload(id, 300_000);
    Random random = new Random(7);
    try (ObjectWriter writer = store.create(id)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(100_000);
      int offset = 0;
      while (offset < payload.length) {
        int count = Math.min(random.nextInt(direct.capacity()), payload.length - offset);
        direct.clear().put(payload, offset, count).flip();
        writer.write(direct);
        assertThat(direct.hasRemaining()).isFalse();
        offset += count;
      }
      assertThat(writer.size()).isEqualTo(payload.length);
      writer.commit(new byte[0]);
    }
    assertThat(TestObjects.read(store, id)).isEqualTo(payload);
  }

  @Test
  void position_shouldReachEveryPlace() throws IOException {
    ObjectId id = TestObjects.write(store, 3 * CAPACITY + 7);
    byte[] payload = TestObjects.payload(id, 3 * CAPACITY + 7);
    try (ObjectReader reader = store.open(id)) {
      for (int position :
          new int[] {2 * CAPACITY, 0, CAPACITY - 1, 3 * CAPACITY + 6, 3 * CAPACITY - 1, 5}) {
        reader.position(position);
        ByteBuffer one = ByteBuffer.allocate(1);
        assertThat(reader.read(one)).isEqualTo(1);
        assertThat(one.get(0)).isEqualTo(payload[position]);
        assertThat(reader.position()).isEqualTo(position + 1);
      }
      assertThatThrownBy(() -> reader.position(payload.length + 1))
          .hasMessageContaining("is not from 0 to " + payload.length);
    }
  }

  @Test
  void stream_shouldSkipAndReadSingleBytes() throws IOException {
    ObjectId id = TestObjects.write(store, 2 * CAPACITY);
    byte[] payload = TestObjects.payload(id, 2 * CAPACITY);
    try (InputStream stream = store.open(id).stream()) {
      assertThat(stream.read()).isEqualTo(Byte.toUnsignedInt(payload[0]));
      stream.skipNBytes(CAPACITY);
      assertThat(stream.read()).isEqualTo(Byte.toUnsignedInt(payload[CAPACITY + 1]));
      assertThat(stream.available()).isEqualTo(CAPACITY - 2);
      assertThat(stream.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(payload, CAPACITY + 2, payload.length));
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void list_shouldGiveCommittedObjectsInOrderOfTime() throws IOException {
    List<ObjectId> ids = new ArrayList<>();
    for (long hour : new long[] {500, 2, 1, 499, 3}) {
      ObjectId id = ObjectId.at(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600 * hour));
      TestObjects.write(store, id, 10);
      ids.add(id);
    }
    ObjectWriter unfinished = store.create(ObjectId.next());
    try (Stream<ObjectId> listed = store.list()) {
      assertThat(listed).containsExactlyElementsOf(ids.stream().sorted().toList());
    }
    unfinished.close();
  }

  @Test
  void create_shouldShowNothingBeforeCommitAndLeaveNothingAfterAbort() throws IOException {
    ObjectId id = ObjectId.next();
    try (ObjectWriter writer = store.create(id)) {
      writer.write(ByteBuffer.allocate(1_000_000));
      assertThat(store.contains(id)).isFalse();
      assertThatThrownBy(() -> store.open(id)).isInstanceOf(ObjectNotFoundException.class);
    }
    assertNoTemporaries();
    assertThat(store.contains(id)).isFalse();
  }

  @Test
  void create_shouldRefuseIdThatIsThereOrBeingWritten() throws IOException {
    ObjectId id = TestObjects.write(store, 10);
    assertThatThrownBy(() -> store.create(id)).isInstanceOf(FileAlreadyExistsException.class);
    ObjectId other = ObjectId.next();
    try (ObjectWriter writer = store.create(other)) {
      assertThatThrownBy(() -> store.create(other)).isInstanceOf(FileAlreadyExistsException.class);
      writer.commit(new byte[0]);
    }
    assertThat(TestObjects.read(store, other)).isEmpty();
  }

  @Test
  void commit_shouldRefuseManifestOverTheLimitAndLaterUse() throws IOException {
    ObjectWriter writer = store.create(ObjectId.next());
    assertThatThrownBy(() -> writer.commit(new byte[1024 * 1024 + 1]))
        .hasMessageContaining("manifest length 1048577");
    writer.commit(new byte[1024 * 1024]);
    assertThatThrownBy(() -> writer.write(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> writer.commit(new byte[0])).isInstanceOf(ClosedChannelException.class);
    writer.abort();
    assertThat(store.contains(writer.id())).isTrue();
  }

  @Test
  void open_shouldRemoveTemporariesOfAnEarlierRun() throws IOException {
    ObjectId kept = TestObjects.write(store, 10);
    Files.write(root.resolve("temporary").resolve(ObjectId.next() + ".part"), new byte[100]);
    store.close();
    store = FileObjectStore.open(root, KEYS, CHUNK);
    assertNoTemporaries();
    assertThat(TestObjects.read(store, kept)).isEqualTo(TestObjects.payload(kept, 10));
  }

  @Test
  void commit_shouldLeaveNothingWhenItFails() throws IOException {
    ObjectId id = ObjectId.next();
    Path target = TestObjects.file(root, id);
    try (ObjectWriter writer = store.create(id)) {
      Files.createDirectories(target.resolve("in the way"));
      assertThatThrownBy(() -> writer.commit(new byte[0])).isInstanceOf(IOException.class);
    }
    assertNoTemporaries();
    Files.delete(target.resolve("in the way"));
    Files.delete(target);
    TestObjects.write(store, id, 10);
    assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, 10));
  }

  @Test
  void close_shouldLeaveNoTemporaries() throws IOException {
    TestObjects.write(store, 10);
    store.close();
    assertThat(root.resolve("temporary")).isEmptyDirectory();
  }

  @Test
  void open_shouldRefuseSecondWriterAndAllowReaders() throws IOException {
    ObjectId id = TestObjects.write(store, 10);
    assertThatThrownBy(() -> FileObjectStore.open(root, KEYS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another writer");
    try (ObjectStore reader = FileObjectStore.openReadOnly(root, KEYS)) {
      assertThat(TestObjects.read(reader, id)).isEqualTo(TestObjects.payload(id, 10));
      assertThatThrownBy(() -> reader.create(ObjectId.next()))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> reader.delete(id)).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void openReadOnly_shouldRefuseMissingDirectory() {
    assertThatThrownBy(() -> FileObjectStore.openReadOnly(root.resolve("none"), KEYS))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void open_shouldReadObjectsOfAnotherChunkLength() throws IOException {
    ObjectId id = TestObjects.write(store, 500_000);
    store.close();
    store = FileObjectStore.open(root, KEYS, 1024 * 1024);
    ObjectId other = TestObjects.write(store, 500_000);
    assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, 500_000));
    assertThat(TestObjects.read(store, other)).isEqualTo(TestObjects.payload(other, 500_000));
  }

  @Test
  void delete_shouldDestroyTheKeyEvenInCopiesOfTheFileMadeByLink() throws IOException {
    ObjectId id = TestObjects.write(store, 1000);
    Path link = root.resolve("link");
    Files.createLink(link, TestObjects.file(root, id));
    store.delete(id);
    assertThat(store.contains(id)).isFalse();
    assertThatThrownBy(() -> store.open(id)).isInstanceOf(ObjectNotFoundException.class);
    assertThatThrownBy(() -> store.delete(id)).isInstanceOf(ObjectNotFoundException.class);

    Files.move(link, TestObjects.file(root, id));
    assertThatThrownBy(() -> store.open(id))
        .isInstanceOf(ObjectNotFoundException.class)
        .hasMessageContaining("was erased");
    store.delete(id);
    assertThat(store.contains(id)).isFalse();
  }

  @Test
  void usableBytes_shouldLieWithinTotalBytes() throws IOException {
    assertThat(store.usableBytes()).isPositive().isLessThan(store.totalBytes());
  }

  @Test
  void create_shouldServeManyVirtualThreadsAtOnce() throws Exception {
    List<Callable<ObjectId>> writes = new ArrayList<>();
    for (int count = 0; count < 64; count++) {
      int size = count * 3001;
      writes.add(() -> TestObjects.write(store, size));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ObjectId>> written = threads.invokeAll(writes);
      for (int count = 0; count < written.size(); count++) {
        ObjectId id = written.get(count).get();
        assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, count * 3001));
      }
    }
    assertNoTemporaries();
  }

  /** Files that are kept ready for the next objects are empty. */
  private void assertNoTemporaries() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("temporary"))) {
      assertThat(files).allSatisfy(file -> assertThat(file).isEmptyFile());
    }
  }
}
