package org.sealgate.vault.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.crypto.KeyEncryptionKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what an earlier run left in {@code temporary/}. An object is durable when its file is,
 * footer included; after a loss of power the file may still be there although it had been moved.
 */
final class EarlierRun {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierRun.class);

  private final ObjectPaths paths;
  private final KeyEncryptionKeys keys;
  private final ChunkBufferPool pool;
  private final Set<Path> changed = new LinkedHashSet<>();
  private int unfinished;
  private int completed;

  private EarlierRun(ObjectPaths paths, KeyEncryptionKeys keys, ChunkBufferPool pool) {
    this.paths = paths;
    this.keys = keys;
    this.pool = pool;
  }

  /**
   * Moves complete objects into place, durably, and removes files without a footer and erased ones.
   * A file with a footer that cannot be verified – its key is not at hand, say – might have been
   * acknowledged: it is reported and left alone.
   */
  static void settle(ObjectPaths paths, KeyEncryptionKeys keys, ChunkBufferPool pool)
      throws IOException {
    EarlierRun run = new EarlierRun(paths, keys, pool);
    List<Path> files;
    try (Stream<Path> children = Files.list(paths.temporary())) {
      files = children.sorted().toList();
    }
    for (Path file : files) {
      run.settle(file);
    }
    for (Path directory : run.changed) {
      DurableFiles.forceDirectory(directory);
    }
    if (run.unfinished + run.completed > 0) {
      LOG.info(
          "of an earlier run, {} complete objects were moved into place, {} unfinished ones removed",
          run.completed,
          run.unfinished);
    }
  }

  private void settle(Path file) throws IOException {
    Optional<ObjectId> id;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!FileObjectReader.endsWithFooter(channel)) {
        remove(file, channel.size());
        return;
      }
      id = verified(file, channel);
    } catch (ObjectNotFoundException e) {
      remove(file, Files.size(file));
      return;
    }
    if (id.isPresent()) {
      publish(file, id.get());
    }
  }

  private Optional<ObjectId> verified(Path file, FileChannel channel)
      throws ObjectNotFoundException {
    try {
      ObjectId id = FileObjectReader.readId(channel);
      try (FileObjectReader reader = FileObjectReader.open(channel, id, keys, pool)) {
        reader.verify();
        // Whoever wrote it may have been killed before it was forced.
        channel.force(false);
        return Optional.of(id);
      }
    } catch (ObjectNotFoundException e) {
      throw e;
    } catch (IOException e) {
      LOG.error(
          "{} may be an object of an earlier run, but cannot be verified; it is left there: {}",
          file,
          e.getMessage());
      return Optional.empty();
    }
  }

  private void publish(Path file, ObjectId id) throws IOException {
    Path target = paths.object(id);
    if (Files.exists(target)) {
      LOG.error("{} is a second copy of object {}; it is left there", file, id);
      return;
    }
    Path directory = target.resolveSibling("");
    paths.directories().await(directory);
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    changed.add(directory);
    completed++;
  }

  /** A file that was only kept ready is not worth a word. */
  private void remove(Path file, long size) throws IOException {
    Files.delete(file);
    if (size > 0) {
      unfinished++;
    }
  }
}
