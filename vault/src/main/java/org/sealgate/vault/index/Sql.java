package org.sealgate.vault.index;

/** Every statement that the index runs, in words that SQLite and PostgreSQL share but for BEGIN. */
final class Sql {

  // IMMEDIATE takes SQLite's write lock at once: upgrading a read later could fail as busy.
  static final String BEGIN = "begin immediate";
  static final String COMMIT = "commit";
  static final String ROLLBACK = "rollback";
  static final String SAVEPOINT = "savepoint change";
  static final String RELEASE = "release savepoint change";
  static final String ROLLBACK_TO_SAVEPOINT = "rollback to savepoint change";

  private static final String INSTANCE_COLUMNS =
      """
      i.sequence, i.version, i.object_id, i.instance_uid, i.class_uid, i.study_uid, i.series_uid,
      i.transfer_syntax_uid, i.size, i.source, i.received_at, i.pixels_digest, i.wire_digest,
      i.canonical_digest, i.leaf, i.leaf_hash, i.leaf_index, i.patient_key, i.patient_issuer_key\
      """;

  private static final String SELECT_INSTANCE = "select " + INSTANCE_COLUMNS + " from instance i ";

  static final String NEXT_VERSION =
      "select coalesce(max(version), 0) + 1 from instance where instance_uid = ?";
  static final String INSERT_INSTANCE =
      """
      insert into instance (version, object_id, instance_uid, class_uid, study_uid, series_uid,
        transfer_syntax_uid, size, source, received_at, pixels_digest, wire_digest,
        canonical_digest, leaf, leaf_hash, patient_key, patient_issuer_key)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning sequence\
      """;
  static final String SEQUENCE_OF_OBJECT = "select sequence from instance where object_id = ?";
  static final String DELETE_INSTANCE = "delete from instance where sequence = ?";

  static final String LATEST =
      SELECT_INSTANCE + "where i.instance_uid = ? order by i.version desc limit 1";
  static final String VERSIONS = SELECT_INSTANCE + "where i.instance_uid = ? order by i.version";
  static final String BY_STUDY = SELECT_INSTANCE + "where i.study_uid = ? order by i.sequence";
  static final String BY_SERIES = SELECT_INSTANCE + "where i.series_uid = ? order by i.sequence";
  static final String BY_PATIENT = SELECT_INSTANCE + "where i.patient_key = ? order by i.sequence";
  static final String WITHOUT_PATIENT =
      SELECT_INSTANCE + "where i.patient_key is null order by i.sequence limit ?";
  static final String SET_PATIENT =
      "update instance set patient_key = ?, patient_issuer_key = ? where object_id = ?";
  static final String BY_OBJECT_ID = SELECT_INSTANCE + "where i.object_id = ?";
  static final String BY_LEAF_INDEX = SELECT_INSTANCE + "where i.leaf_index = ?";
  static final String AFTER_SEQUENCE =
      SELECT_INSTANCE + "where i.sequence > ? order by i.sequence limit ?";
  static final String UNLOGGED =
      SELECT_INSTANCE + "where i.leaf_index is null order by i.sequence limit ?";

  static final String MARK_LOGGED =
      "update instance set leaf_index = ? where object_id = ? and leaf_index is null";
  static final String LEAF_INDEX_OF_OBJECT = "select leaf_index from instance where object_id = ?";
  static final String MAXIMUM_LEAF_INDEX =
      "select max(leaf_index) from instance where leaf_index is not null";

  private static final String SELECT_DELIVERY =
      "select "
          + INSTANCE_COLUMNS
          + ", d.destination, d.state, d.attempts, d.next_attempt_at, d.last_status, d.last_error,"
          + " d.delivered_at from delivery d join instance i on i.sequence = d.instance_sequence ";

  static final String INSERT_DELIVERY =
      """
      insert into delivery (instance_sequence, destination, state, attempts, next_attempt_at,
        last_status, delivered_at)
      values (?, ?, ?, ?, ?, ?, ?)\
      """;
  static final String DELIVERY_STATE =
      "select state from delivery where instance_sequence = ? and destination = ?";
  static final String UPDATE_DELIVERY =
      """
      update delivery set state = ?, attempts = attempts + 1, next_attempt_at = ?, last_status = ?,
        last_error = ?, delivered_at = ?
      where instance_sequence = ? and destination = ?\
      """;
  static final String REQUEUE_DELIVERY =
      """
      update delivery set state = 'PENDING', attempts = 0, next_attempt_at = ?, delivered_at = null
      where instance_sequence = ? and destination = ?\
      """;
  // The plus keeps SQLite from finding all that are due by time and then sorting them: it walks the
  // pending ones in the order of receipt and stops at the limit.
  static final String PENDING_DELIVERIES =
      SELECT_DELIVERY
          + "where d.destination = ? and d.state = 'PENDING' and +d.next_attempt_at <= ?"
          + " order by d.instance_sequence limit ?";
  static final String EARLIEST_NEXT_ATTEMPT =
      "select min(next_attempt_at) from delivery where destination = ? and state = 'PENDING'";
  static final String DELIVERIES_OF_OBJECT =
      SELECT_DELIVERY + "where i.object_id = ? order by d.destination";
  static final String DEAD_LETTERS =
      SELECT_DELIVERY
          + "where d.state = 'DEAD' order by d.instance_sequence, d.destination limit ?";
  static final String DELIVERY_STATES = "select state from delivery where instance_sequence = ?";

  private static final String SELECT_ANALYSIS =
      "select "
          + INSTANCE_COLUMNS
          + ", a.kind, a.state, a.result, a.updated_at"
          + " from analysis a join instance i on i.sequence = a.instance_sequence ";

  static final String RECORD_ANALYSIS =
      """
      insert into analysis (instance_sequence, kind, state, result, updated_at)
      values (?, ?, ?, ?, ?)
      on conflict (instance_sequence, kind) do update
      set state = excluded.state, result = excluded.result, updated_at = excluded.updated_at\
      """;
  static final String PENDING_ANALYSES =
      SELECT_ANALYSIS
          + "where a.kind = ? and a.state = 'PENDING' order by a.instance_sequence limit ?";
  static final String ANALYSES_OF_OBJECT =
      SELECT_ANALYSIS + "where i.object_id = ? order by a.kind";

  static final String COUNTERS =
      "select instances, bytes, pending, delivered, dead, unlogged from counters";
  static final String ADD_TO_COUNTERS =
      """
      update counters set instances = instances + ?, bytes = bytes + ?, pending = pending + ?,
        delivered = delivered + ?, dead = dead + ?, unlogged = unlogged + ?\
      """;

  private Sql() {}
}
