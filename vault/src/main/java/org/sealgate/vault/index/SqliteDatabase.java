package org.sealgate.vault.index;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** One SQLite file: its settings and its schema. */
final class SqliteDatabase {

  private static final String MIGRATIONS = "classpath:org/sealgate/vault/index/sqlite";
  private static final int BUSY_TIMEOUT_MILLISECONDS = 30_000;
  // 64 MiB of 4 KiB pages: a log that still replays at once. It gets as long only where it is
  // written
  // without a pause, for then SqliteCheckpoints never quite reaches its end; the writer does the
  // rest.
  private static final int CHECKPOINT_PAGES = 16 * 1024;
  private static final int CACHE_KIBIBYTES = 16 * 1024;

  private final Path file;

  SqliteDatabase(Path file) {
    this.file = file;
  }

  /** Brings the schema up to date; refuses one that is newer than this program. */
  void migrate() {
    try {
      Flyway flyway =
          Flyway.configure(SqliteDatabase.class.getClassLoader())
              .dataSource(dataSource(new SQLiteConfig()))
              .locations(MIGRATIONS)
              .load();
      refuseNewer(flyway.info());
      flyway.migrate();
    } catch (FlywayException e) {
      throw new IndexException(
          "cannot prepare index %s; if it is damaged, move it away and rebuild it: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  Session openWriter() throws SQLException {
    return open(new SQLiteConfig());
  }

  Session openReader() throws SQLException {
    Session session = open(new SQLiteConfig());
    session.execute("pragma query_only = true");
    return session;
  }

  private Session open(SQLiteConfig config) throws SQLException {
    return new Session(dataSource(config).getConnection());
  }

  private SQLiteDataSource dataSource(SQLiteConfig config) {
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLISECONDS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    // Nobody asks for them, and the driver would run a query for them after every insert.
    config.setGetGeneratedKeys(false);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return dataSource;
  }

  private void refuseNewer(MigrationInfoService migrations) {
    Optional<MigrationInfo> newer =
        Arrays.stream(migrations.applied())
            .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
            .findFirst();
    if (newer.isPresent()) {
      throw new IndexException(
          "index %s has schema version %s, which is newer than this program; use a newer Sealgate"
              .formatted(file, newer.get().getVersion()),
          null);
    }
  }
}
