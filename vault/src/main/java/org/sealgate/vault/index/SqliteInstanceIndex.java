package org.sealgate.vault.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The index in one SQLite file (write-ahead log, {@code synchronous=FULL}: a committed change
 * survives a loss of power). Other processes may read it meanwhile.
 */
public final class SqliteInstanceIndex {

  private static final int REBUILD_WINDOW = 500;

  private SqliteInstanceIndex() {}

  /**
   * Opens the index in {@code file}, which is created if it is not there, and brings its schema up
   * to date.
   *
   * @throws IndexException if the file is no index, is damaged, or was written by a newer program
   */
  public static InstanceIndex open(Path file) {
    SqliteDatabase database = new SqliteDatabase(file);
    database.migrate();
    try {
      String name = String.valueOf(file.getFileName());
      return new JdbcInstanceIndex(
          database.openWriter(),
          new ReadSessions(database::openReader),
          new SqliteCheckpoints(database.openWriter(), name),
          name);
    } catch (SQLException e) {
      throw new IndexException("cannot open index %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Builds a new index from entries in the order of receipt. The file appears whole or not at all.
   * Leaf indices are not part of an entry: they come back with {@link InstanceIndex#markLogged}.
   *
   * @return number of entries
   * @throws FileAlreadyExistsException if there is an index; move it away first
   */
  public static long rebuild(Path file, Iterable<NewEntry> entries) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "move it away to rebuild it");
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".rebuild");
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + suffix));
    }
    long count = fill(unfinished, entries);
    force(unfinished, StandardOpenOption.WRITE);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's parent");
    force(directory, StandardOpenOption.READ);
    return count;
  }

  private static long fill(Path file, Iterable<NewEntry> entries) {
    long count = 0;
    try (InstanceIndex index = open(file)) {
      List<CompletableFuture<Integer>> window = new ArrayList<>();
      for (NewEntry entry : entries) {
        window.add(index.addAsync(entry));
        count++;
        if (window.size() == REBUILD_WINDOW) {
          window.forEach(Futures::await);
          window.clear();
        }
      }
      window.forEach(Futures::await);
    }
    return count;
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
