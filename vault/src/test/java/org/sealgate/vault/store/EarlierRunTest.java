package org.sealgate.vault.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;

/** What is done with files that a crash left in {@code temporary/}. */
final class EarlierRunTest {

  private static final int SIZE = 200_000;

  @TempDir Path root;
  private ObjectId id;
  private Path part;

  /** The state between the forced write of a commit and its move, and after a move was lost. */
  @BeforeEach
  void loseMove() throws IOException {
    try (ObjectStore store = open("key")) {
      id = TestObjects.write(store, SIZE);
    }
    part = root.resolve("temporary").resolve("7b0e.part");
    Files.move(TestObjects.file(root, id), part);
  }

  @Test
  void open_shouldMoveCompleteObjectIntoPlace() throws IOException {
    assertReadable("key");
    assertThat(part).doesNotExist();
  }

  @Test
  void open_shouldMakeDirectoryThatWasLostToo() throws IOException {
    Path directory = TestObjects.file(root, id).resolveSibling("");
    Files.delete(directory);
    Files.delete(directory.resolveSibling(""));
    assertReadable("key");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4127, 4128, 70_000, SIZE})
  void open_shouldRemoveUnfinishedObject(int length) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
    try (ObjectStore store = open("key")) {
      assertThat(store.contains(id)).isFalse();
      assertThat(part).doesNotExist();
    }
  }

  @Test
  void open_shouldRemoveObjectThatWasErased() throws IOException {
    overwrite(1024, new byte[2048]);
    try (ObjectStore store = open("key")) {
      assertThat(store.contains(id)).isFalse();
      assertThat(part).doesNotExist();
    }
  }

  @Test
  void open_shouldLeaveObjectWhoseKeyIsMissingUntilItIsBack() throws IOException {
    try (ObjectStore store = open("other")) {
      assertThat(store.contains(id)).isFalse();
      assertThat(part).exists();
    }
    assertReadable("key");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 1100, 5000, SIZE, SIZE + 4200})
  void open_shouldLeaveAlteredObjectAlone(int position) throws IOException {
    overwrite(position, new byte[] {'a', 'b', 'c', 'd'});
    try (ObjectStore store = open("key")) {
      assertThat(store.contains(id)).isFalse();
      assertThat(part).exists();
      ObjectId next = TestObjects.write(store, 10);
      assertThat(TestObjects.read(store, next)).isEqualTo(TestObjects.payload(next, 10));
    }
  }

  @Test
  void open_shouldNotReplaceAnObjectByASecondCopy() throws IOException {
    Files.copy(part, TestObjects.file(root, id));
    assertReadable("key");
    assertThat(part).exists();
  }

  @Test
  void openReadOnly_shouldLeaveEverythingAsItIs() throws IOException {
    try (ObjectStore store = FileObjectStore.openReadOnly(root, TestKeys.of("key"));
        Stream<ObjectId> listed = store.list()) {
      assertThat(listed).isEmpty();
      assertThat(part).exists();
    }
  }

  private ObjectStore open(String keyId) throws IOException {
    return FileObjectStore.open(root, TestKeys.of(keyId), 64 * 1024);
  }

  private void assertReadable(String keyId) throws IOException {
    try (ObjectStore store = open(keyId)) {
      assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, SIZE));
      try (Stream<ObjectId> listed = store.list()) {
        assertThat(listed).containsExactly(id);
      }
    }
  }

  private void overwrite(int position, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      DurableFiles.writeFully(channel, ByteBuffer.wrap(bytes), position);
    }
  }
}
