package org.sealgate.vault.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/**
 * A database connection that keeps its prepared statements. For one thread at a time.
 *
 * <p>Parameters may be null, numbers, text, bytes, enums (by name), {@link ObjectId}, {@link
 * Digest} and {@link Instant} (microseconds since 1970).
 */
final class Session implements AutoCloseable {

  /** Makes a value of the present row. */
  @FunctionalInterface
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private static final long MICROSECONDS_PER_SECOND = 1_000_000;
  private static final long NANOSECONDS_PER_MICROSECOND = 1_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (ResultSet rows = bind(sql, parameters).executeQuery()) {
      List<T> values = new ArrayList<>();
      while (rows.next()) {
        values.add(mapper.map(rows));
      }
      return values;
    }
  }

  <T> Optional<T> queryFirst(String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /** Runs a change and returns the number of rows that it touched. */
  int update(String sql, @Nullable Object... parameters) throws SQLException {
    return bind(sql, parameters).executeUpdate();
  }

  /** Runs a statement without parameters or result. */
  void execute(String sql) throws SQLException {
    bind(sql).execute();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  static Instant instant(long microseconds) {
    return Instant.ofEpochSecond(
        Math.floorDiv(microseconds, MICROSECONDS_PER_SECOND),
        Math.floorMod(microseconds, MICROSECONDS_PER_SECOND) * NANOSECONDS_PER_MICROSECOND);
  }

  private PreparedStatement bind(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int index = 0; index < parameters.length; index++) {
      statement.setObject(index + 1, stored(parameters[index]));
    }
    return statement;
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case ObjectId id -> id.toBytes();
      case Digest digest -> digest.bytes();
      case Instant time -> microseconds(time);
      case Enum<?> constant -> constant.name();
      default -> value;
    };
  }

  private static long microseconds(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROSECONDS_PER_SECOND),
        time.getNano() / NANOSECONDS_PER_MICROSECOND);
  }
}
