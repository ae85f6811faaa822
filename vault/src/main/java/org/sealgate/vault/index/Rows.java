package org.sealgate.vault.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/** Makes records of rows; column numbers are those of {@link Sql}'s select lists. */
final class Rows {

  private static final int FIRST_COLUMN_AFTER_INSTANCE = 20;

  private Rows() {}

  static IndexedInstance instance(ResultSet row) throws SQLException {
    NewInstance instance =
        new NewInstance(
            ObjectId.fromBytes(row.getBytes(3)),
            attributes(row),
            row.getLong(9),
            row.getString(10),
            Session.instant(row.getLong(11)),
            fingerprint(row),
            EncodedLeaf.of(row.getBytes(15), Digest.of(row.getBytes(16))));
    return new IndexedInstance(row.getLong(1), row.getInt(2), instance, nullableLong(row, 17));
  }

  static Delivery delivery(ResultSet row) throws SQLException {
    int column = FIRST_COLUMN_AFTER_INSTANCE;
    Long status = nullableLong(row, column + 4);
    return new Delivery(
        instance(row),
        row.getString(column),
        DeliveryState.valueOf(row.getString(column + 1)),
        row.getInt(column + 2),
        Session.instant(row.getLong(column + 3)),
        status == null ? null : status.intValue(),
        row.getString(column + 5),
        nullableInstant(row, column + 6));
  }

  static Analysis analysis(ResultSet row) throws SQLException {
    int column = FIRST_COLUMN_AFTER_INSTANCE;
    return new Analysis(
        instance(row),
        row.getString(column),
        AnalysisState.valueOf(row.getString(column + 1)),
        row.getString(column + 2),
        Session.instant(row.getLong(column + 3)));
  }

  static IndexCounters counters(ResultSet row) throws SQLException {
    return new IndexCounters(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  static DeliveryState deliveryState(ResultSet row) throws SQLException {
    return DeliveryState.valueOf(row.getString(1));
  }

  static long firstLong(ResultSet row) throws SQLException {
    return row.getLong(1);
  }

  static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Instant nullableInstant(ResultSet row, int column) throws SQLException {
    Long value = nullableLong(row, column);
    return value == null ? null : Session.instant(value);
  }

  private static InstanceAttributes attributes(ResultSet row) throws SQLException {
    return new InstanceAttributes(
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        patient(row));
  }

  private static @Nullable PatientKeys patient(ResultSet row) throws SQLException {
    byte @Nullable [] id = row.getBytes(18);
    return id == null ? null : new PatientKeys(Digest.of(id), Digest.of(row.getBytes(19)));
  }

  private static FingerprintDigests fingerprint(ResultSet row) throws SQLException {
    byte @Nullable [] pixels = row.getBytes(12);
    return new FingerprintDigests(
        pixels == null ? null : Digest.of(pixels),
        Digest.of(row.getBytes(13)),
        Digest.of(row.getBytes(14)));
  }
}
