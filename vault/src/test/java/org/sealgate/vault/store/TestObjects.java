package org.sealgate.vault.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.sealgate.vault.ObjectId;

/** Objects for tests, whose payload and manifest follow from their id. */
final class TestObjects {

  private TestObjects() {}

  /** {@code size} bytes that belong to this id. */
  static byte[] payload(ObjectId id, int size) {
    byte[] payload = new byte[size];
    new Random(id.leastSignificantBits()).nextBytes(payload);
    return payload;
  }

  static byte[] manifest(ObjectId id) {
    return "{\"object\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
  }

  static ObjectId write(ObjectStore store, int size) throws IOException {
    ObjectId id = ObjectId.next();
    write(store, id, size);
    return id;
  }

  static void write(ObjectStore store, ObjectId id, int size) throws IOException {
    try (ObjectWriter writer = store.create(id)) {
      writer.write(ByteBuffer.wrap(payload(id, size)));
      writer.commit(manifest(id));
    }
  }

  static byte[] read(ObjectStore store, ObjectId id) throws IOException {
    try (ObjectReader reader = store.open(id);
        InputStream stream = reader.stream()) {
      return stream.readAllBytes();
    }
  }

  /** The file of an object, by the layout that docs/vault-format.md gives. */
  static Path file(Path root, ObjectId id) {
    String name = id.toString();
    return root.resolve("objects")
        .resolve(name.substring(0, 6))
        .resolve(name.substring(6, 8))
        .resolve(name + ".sealed");
  }
}
