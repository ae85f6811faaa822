package org.sealgate.vault.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.TestKeys;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceIndex;
import org.sealgate.vault.index.SqliteInstanceIndex;
import org.sealgate.vault.store.FileObjectStore;
import org.sealgate.vault.store.ObjectNotFoundException;
import org.sealgate.vault.store.ObjectReader;
import org.sealgate.vault.store.ObjectStore;

/**
 * kill -9 at any instant, and the loss of moves that were not forced, lose nothing that was
 * acknowledged, and show nothing unfinished.
 */
final class CrashTest {

  private static final int ROUNDS = 3;
  private static final int MINIMUM_LINES = 15;
  private static final long SEED = 20_260_301;

  private final Set<ObjectId> stored = new HashSet<>();
  private final Set<ObjectId> deleting = new HashSet<>();
  private final Set<ObjectId> deleted = new HashSet<>();

  @TempDir Path root;

  @Test
  void kill_shouldLoseNothingAcknowledgedAndShowNothingUnfinished() throws Exception {
    Random random = new Random(SEED);
    String[] keyIds = new String[0];
    for (int round = 0; round < ROUNDS; round++) {
      keyIds = Stream.concat(Stream.of(keyIds), Stream.of("key" + round)).toArray(String[]::new);
      runAndKill(MINIMUM_LINES + random.nextInt(40), keyIds);
      loseMoves(random);
      check(keyIds);
    }
    assertThat(stored).hasSizeGreaterThan(ROUNDS * MINIMUM_LINES / 3);
  }

  private void runAndKill(int lines, String[] keyIds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(CrashingWriter.class.getName(), root.toString()));
    command.addAll(List.of(keyIds));
    Process process =
        new ProcessBuilder(command).redirectError(root.resolve("errors").toFile()).start();
    try (BufferedReader output = process.inputReader()) {
      for (int line = 0; line < lines; line++) {
        record(Optional.ofNullable(output.readLine()).orElseThrow());
      }
      // Through the handle: the process itself would close the stream that is still to be read.
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      output.lines().filter(CrashTest::isWhole).forEach(this::record);
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  /** With the power goes what was not forced: some objects are back where they were written. */
  private void loseMoves(Random random) throws IOException {
    Path objects = root.resolve("objects");
    List<Path> files;
    try (Stream<Path> all = Files.walk(objects)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      if (random.nextInt(3) == 0) {
        Files.move(file, root.resolve("temporary").resolve(UUID.randomUUID() + ".part"));
      }
    }
  }

  private void check(String[] keyIds) throws IOException {
    try (ObjectStore store = FileObjectStore.open(root, TestKeys.of(keyIds));
        InstanceIndex index = SqliteInstanceIndex.open(root.resolve("index.db"))) {
      Set<ObjectId> listed;
      try (Stream<ObjectId> ids = store.list()) {
        listed = ids.collect(Collectors.toSet());
      }
      for (ObjectId id : listed) {
        checkReadable(store, id);
      }
      Set<ObjectId> indexed =
          index.all().map(IndexedInstance::objectId).collect(Collectors.toSet());
      stored.stream()
          .filter(id -> !deleting.contains(id))
          .forEach(id -> {
            assertThat(listed).contains(id);
            assertThat(indexed).contains(id);
          });
      assertThat(listed).noneMatch(deleted::contains);
      assertThat(indexed).noneMatch(deleted::contains);
      indexed.removeAll(deleting);
      assertThat(listed).containsAll(indexed);
    }
  }

  private void checkReadable(ObjectStore store, ObjectId id) throws IOException {
    try (ObjectReader reader = store.open(id)) {
      assertThat(reader.stream().readAllBytes()).isEqualTo(CrashingWriter.payload(id));
      assertThat(reader.manifest()).isEqualTo(id.toBytes());
    } catch (ObjectNotFoundException e) {
      assertThat(deleting).as(e.getMessage()).contains(id);
    }
  }

  /** The last line may have been cut off by the kill. */
  private static boolean isWhole(String line) {
    return line.matches("(stored|deleting|deleted) [0-9a-f-]{36}");
  }

  private void record(String line) {
    ObjectId id = ObjectId.parse(line.substring(line.indexOf(' ') + 1));
    switch (line.substring(0, line.indexOf(' '))) {
      case "stored" -> stored.add(id);
      case "deleting" -> deleting.add(id);
      case "deleted" -> deleted.add(id);
      default -> throw new IllegalArgumentException(line);
    }
  }
}
