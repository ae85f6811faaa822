package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSchemaTest {

  @TempDir Path directory;

  @Test
  void open_shouldRefuseSchemaOfANewerProgram() throws SQLException {
    Path file = directory.resolve("index.db");
    SqliteInstanceIndex.open(file).close();
    execute(
        file,
        "insert into flyway_schema_history select installed_rank + 1, '999', 'future', type,"
            + " 'V999__future.sql', checksum, installed_by, installed_on, execution_time, success"
            + " from flyway_schema_history order by installed_rank desc limit 1");
    assertThatThrownBy(() -> SqliteInstanceIndex.open(file))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("schema version 999, which is newer than this program");
  }

  @Test
  void open_shouldRefuseMigrationThatWasEditedAfterwards() throws SQLException {
    Path file = directory.resolve("index.db");
    SqliteInstanceIndex.open(file).close();
    execute(file, "update flyway_schema_history set checksum = 1 where version = '1'");
    assertThatThrownBy(() -> SqliteInstanceIndex.open(file))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("cannot prepare index");
  }

  @Test
  void open_shouldTellWhatToDoWithADamagedFile() throws IOException {
    Path file = Files.write(directory.resolve("index.db"), new byte[8192]);
    Files.writeString(file, "this is no database, only a text that is long enough. ".repeat(99));
    assertThatThrownBy(() -> SqliteInstanceIndex.open(file))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("move it away and rebuild it");
  }

  @Test
  void open_shouldWriteAheadAndForceEveryCommit() throws SQLException {
    SqliteDatabase database = new SqliteDatabase(directory.resolve("index.db"));
    database.migrate();
    try (Session session = database.openWriter()) {
      assertThat(session.query("pragma journal_mode", row -> row.getString(1)))
          .containsExactly("wal");
      assertThat(session.query("pragma synchronous", row -> row.getInt(1))).containsExactly(2);
      assertThat(session.query("pragma foreign_keys", row -> row.getInt(1))).containsExactly(1);
    }
    try (Session session = database.openReader()) {
      assertThatThrownBy(() -> session.update("delete from counters"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void queries_shouldUseAnIndexInsteadOfAScan() throws SQLException {
    SqliteDatabase database = new SqliteDatabase(directory.resolve("index.db"));
    database.migrate();
    List<String> statements =
        List.of(
            Sql.LATEST,
            Sql.BY_STUDY,
            Sql.BY_SERIES,
            Sql.BY_PATIENT,
            Sql.WITHOUT_PATIENT,
            Sql.BY_OBJECT_ID,
            Sql.BY_LEAF_INDEX,
            Sql.UNLOGGED,
            Sql.MAXIMUM_LEAF_INDEX,
            Sql.PENDING_DELIVERIES,
            Sql.EARLIEST_NEXT_ATTEMPT,
            Sql.DEAD_LETTERS,
            Sql.DELIVERIES_OF_OBJECT,
            Sql.PENDING_ANALYSES);
    try (Session session = database.openReader()) {
      for (String statement : statements) {
        List<String> plan =
            session.query(
                "explain query plan " + statement, row -> row.getString(4), bindings(statement));
        assertThat(plan)
            .as(statement)
            .noneMatch(step -> step.contains("TEMP B-TREE"))
            .allMatch(step -> step.contains("INDEX") || step.contains("PRIMARY KEY"));
      }
    }
  }

  @Test
  void rebuild_shouldGiveTheSameIndexInOrder() throws IOException {
    Path file = directory.resolve("index.db");
    List<NewEntry> entries =
        IntStream.range(0, 1100)
            .mapToObj(count -> TestEntries.entry("1.2." + count % 1000, "PACS"))
            .toList();
    assertThat(SqliteInstanceIndex.rebuild(file, entries)).isEqualTo(1100);
    try (InstanceIndex index = SqliteInstanceIndex.open(file)) {
      assertThat(index.all().map(IndexedInstance::instance))
          .containsExactlyElementsOf(entries.stream().map(NewEntry::instance).toList());
      assertThat(index.latest("1.2.99").orElseThrow().version()).isEqualTo(2);
      assertThat(index.counters()).isEqualTo(new IndexCounters(1100, 1_100_000, 1100, 0, 0, 1100));
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void rebuild_shouldLeaveNoIndexWhenAnEntryIsRefused() {
    Path file = directory.resolve("index.db");
    NewEntry entry = TestEntries.entry("1.2.3");
    assertThatThrownBy(() -> SqliteInstanceIndex.rebuild(file, List.of(entry, entry)))
        .isInstanceOf(IndexException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void rebuild_shouldRefuseToReplaceAnIndex() {
    Path file = directory.resolve("index.db");
    SqliteInstanceIndex.open(file).close();
    assertThatThrownBy(() -> SqliteInstanceIndex.rebuild(file, List.of()))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("move it away");
  }

  private static Object[] bindings(String statement) {
    long count = statement.chars().filter(character -> character == '?').count();
    return Stream.generate(() -> (Object) 1).limit(count).toArray();
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
