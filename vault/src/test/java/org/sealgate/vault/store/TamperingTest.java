package org.sealgate.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;
import org.sealgate.vault.crypto.IntegrityException;

final class TamperingTest {

  private static final int HEADER = 4096;
  private static final int FREE_SLOT = 2048;
  private static final int CHUNK = 64 * 1024;
  private static final int SIZE = 3 * (CHUNK - 16) + 500;

  @TempDir Path root;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileObjectStore.open(root, TestKeys.of("test"), CHUNK);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void read_shouldRefuseEveryFlippedByteOfASmallObject() throws IOException {
    ObjectId id = TestObjects.write(store, 100);
    byte[] file = bytes(id);
    for (int offset = 0; offset < file.length; offset++) {
      byte[] altered = file.clone();
      altered[offset] ^= (byte) (1 << offset % 8);
      replace(id, altered);
      // A slot that is not in use may hold anything: a crash can leave it torn.
      if (offset >= FREE_SLOT && offset < FREE_SLOT + 1024) {
        assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, 100));
      } else {
        assertRefused(id);
      }
    }
  }

  @Test
  void read_shouldNameTheAlteredChunk() throws IOException {
    ObjectId id = TestObjects.write(store, SIZE);
    byte[] file = bytes(id);
    for (int chunk = 0; chunk < 4; chunk++) {
      byte[] altered = file.clone();
      altered[HEADER + chunk * CHUNK + 100] ^= 1;
      replace(id, altered);
      int expected = chunk;
      assertThatThrownBy(() -> TestObjects.read(store, id))
          .isInstanceOfSatisfying(
              IntegrityException.class,
              e -> {
                assertThat(e.chunk()).hasValue(expected);
                assertThat(e.objectId()).isEqualTo(id);
              })
          .hasMessageContaining("object %s, chunk %d".formatted(id, chunk));
    }
  }

  @Test
  void read_shouldGiveTheSoundChunksBeforeTheAlteredOne() throws IOException {
    ObjectId id = TestObjects.write(store, SIZE);
    byte[] altered = bytes(id);
    altered[HEADER + 2 * CHUNK] ^= 1;
    replace(id, altered);
    try (ObjectReader reader = store.open(id)) {
      byte[] sound = reader.stream().readNBytes(2 * (CHUNK - 16));
      assertThat(sound).isEqualTo(Arrays.copyOf(TestObjects.payload(id, SIZE), sound.length));
      assertThatThrownBy(() -> reader.stream().read()).isInstanceOf(IntegrityException.class);
      assertThatThrownBy(reader::verify).hasMessageContaining("chunk 2");
    }
  }

  @Test
  void read_shouldRefuseSwappedDuplicatedAndDroppedChunks() throws IOException {
    ObjectId id = TestObjects.write(store, SIZE);
    byte[] file = bytes(id);
    replace(id, chunks(file, 1, 0, 2, 3));
    assertRefused(id);
    replace(id, chunks(file, 0, 1, 1, 3));
    assertRefused(id);
    replace(id, chunks(file, 0, 1, 2, 2, 3));
    assertRefused(id);
    replace(id, chunks(file, 0, 1, 3));
    assertRefused(id);
    replace(id, chunks(file, 0, 1, 2));
    assertRefused(id);
    replace(id, chunks(file, 0, 1, 2, 3));
    assertThat(TestObjects.read(store, id)).isEqualTo(TestObjects.payload(id, SIZE));
  }

  @Test
  void read_shouldRefuseTruncationAndTrailingData() throws IOException {
    ObjectId id = TestObjects.write(store, SIZE);
    byte[] file = bytes(id);
    int[] lengths = {
      0,
      63,
      HEADER - 1,
      HEADER,
      HEADER + CHUNK,
      HEADER + 3 * CHUNK,
      file.length - 32,
      file.length - 1,
      file.length + 1,
      file.length + CHUNK
    };
    for (int length : lengths) {
      replace(id, Arrays.copyOf(file, length));
      assertRefused(id);
    }
  }

  @Test
  void read_shouldRefusePartsOfAnotherObject() throws IOException {
    ObjectId id = TestObjects.write(store, SIZE);
    ObjectId other = TestObjects.write(store, SIZE);
    byte[] file = bytes(id);
    byte[] otherFile = bytes(other);
    int manifest = HEADER + SIZE + 4 * 16;
    replace(id, otherFile);
    assertRefused(id);
    replace(id, splice(file, otherFile, 0, HEADER));
    assertRefused(id);
    replace(id, splice(file, otherFile, 1024, 3072));
    assertRefused(id);
    replace(id, splice(file, otherFile, HEADER, HEADER + CHUNK));
    assertRefused(id);
    replace(id, splice(file, otherFile, manifest, file.length));
    assertRefused(id);
  }

  @Test
  void read_shouldRefuseChunksAndSlotsOfAnotherWritingOfTheSameObject() throws IOException {
    ObjectId id = TestObjects.write(store, SIZE);
    byte[] first = bytes(id);
    store.delete(id);
    TestObjects.write(store, id, SIZE);
    byte[] second = bytes(id);
    replace(id, splice(second, first, HEADER, HEADER + CHUNK));
    assertRefused(id);
    replace(id, splice(second, first, 1024, 2048));
    assertRefused(id);
  }

  private void assertRefused(ObjectId id) {
    assertThatThrownBy(() -> TestObjects.read(store, id))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("object " + id);
  }

  private byte[] bytes(ObjectId id) throws IOException {
    return Files.readAllBytes(TestObjects.file(root, id));
  }

  private void replace(ObjectId id, byte[] bytes) throws IOException {
    Files.write(TestObjects.file(root, id), bytes);
  }

  /** The file with these chunks, in this order, in place of its own four. */
  private static byte[] chunks(byte[] file, int... chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, HEADER);
    int lastLength = 500 + 16;
    for (int chunk : chunks) {
      out.write(file, HEADER + chunk * CHUNK, chunk == 3 ? lastLength : CHUNK);
    }
    int tail = HEADER + 3 * CHUNK + lastLength;
    out.write(file, tail, file.length - tail);
    return out.toByteArray();
  }

  private static byte[] splice(byte[] file, byte[] other, int from, int to) {
    byte[] spliced = file.clone();
    System.arraycopy(other, from, spliced, from, to - from);
    return spliced;
  }
}
