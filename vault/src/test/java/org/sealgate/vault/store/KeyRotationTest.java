package org.sealgate.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;

final class KeyRotationTest {

  @TempDir Path root;

  @Test
  void rewrap_shouldMoveObjectToTheCurrentKeyAndLeaveThePayloadAlone() throws IOException {
    ObjectId id = write("old");
    byte[] before = Files.readAllBytes(TestObjects.file(root, id));
    assertThat(rewrap(id, "old", "new")).isTrue();
    assertReadable(id, "new");
    assertThatThrownBy(() -> assertReadable(id, "old"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key-encryption key 'new' is not available");
    byte[] after = Files.readAllBytes(TestObjects.file(root, id));
    assertThat(Arrays.copyOfRange(after, 4096, after.length))
        .isEqualTo(Arrays.copyOfRange(before, 4096, before.length));
    assertThat(Arrays.copyOfRange(after, 1024, 2048)).containsOnly(0);
  }

  @Test
  void rewrap_shouldGoBackAndForthBetweenTheSlots() throws IOException {
    ObjectId id = write("a");
    assertThat(rewrap(id, "a", "b")).isTrue();
    assertThat(rewrap(id, "b", "c")).isTrue();
    assertThat(rewrap(id, "c", "d")).isTrue();
    assertThat(rewrap(id, "c", "d")).isFalse();
    assertReadable(id, "d");
  }

  @Test
  void rewrap_shouldFinishAnEarlierOneThatWasInterrupted() throws IOException {
    ObjectId id = write("old");
    Path file = TestObjects.file(root, id);
    byte[] before = Files.readAllBytes(file);
    rewrap(id, "old", "new");
    byte[] interrupted = Files.readAllBytes(file);
    System.arraycopy(before, 1024, interrupted, 1024, 1024);
    Files.write(file, interrupted);
    assertReadable(id, "old");
    assertReadable(id, "new");
    assertThat(rewrap(id, "old", "new")).isFalse();
    assertReadable(id, "new");
    assertThatThrownBy(() -> assertReadable(id, "old")).hasMessageContaining("'new'");
  }

  @Test
  void rewrap_shouldNotTouchObjectWhoseKeyIsNotHeld() throws IOException {
    ObjectId id = write("old");
    assertThatThrownBy(() -> rewrap(id, "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot re-wrap object " + id)
        .hasMessageContaining("'old'");
    assertReadable(id, "old");
  }

  @Test
  void rewrap_shouldNotBringBackDeletedObject() throws IOException {
    ObjectId id = write("old");
    try (ObjectStore store = FileObjectStore.open(root, TestKeys.of("old", "new"))) {
      store.delete(id);
      assertThatThrownBy(() -> store.rewrap(id)).isInstanceOf(ObjectNotFoundException.class);
    }
  }

  private ObjectId write(String keyId) throws IOException {
    try (ObjectStore store = FileObjectStore.open(root, TestKeys.of(keyId))) {
      return TestObjects.write(store, 1000);
    }
  }

  private boolean rewrap(ObjectId id, String... keyIds) throws IOException {
    try (ObjectStore store = FileObjectStore.open(root, TestKeys.of(keyIds))) {
      return store.rewrap(id);
    }
  }

  private void assertReadable(ObjectId id, String keyId) throws IOException {
    try (ObjectStore store = FileObjectStore.openReadOnly(root, TestKeys.of(keyId))) {
      assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, 1000));
    }
  }
}
