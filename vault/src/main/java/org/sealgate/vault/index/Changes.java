package org.sealgate.vault.index;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/** The changes that the writer runs; each keeps the counters right. */
final class Changes {

  private Changes() {}

  /** Returns the version. */
  static int add(Transaction transaction, NewEntry entry) throws SQLException {
    Session session = transaction.session();
    NewInstance instance = entry.instance();
    int version =
        session
            .queryFirst(Sql.NEXT_VERSION, row -> row.getInt(1), instance.instanceUid())
            .orElseThrow();
    long sequence = insert(session, instance, version);
    for (NewDelivery delivery : entry.deliveries()) {
      insert(transaction, sequence, delivery);
    }
    for (String kind : entry.analysisKinds()) {
      session.update(
          Sql.RECORD_ANALYSIS, sequence, kind, AnalysisState.PENDING, null, instance.receivedAt());
    }
    transaction.count(new IndexCounters(1, instance.size(), 0, 0, 0, 1));
    return version;
  }

  static boolean remove(Transaction transaction, ObjectId objectId) throws SQLException {
    Session session = transaction.session();
    Optional<IndexedInstance> found =
        session.queryFirst(Sql.BY_OBJECT_ID, Rows::instance, objectId);
    if (found.isEmpty()) {
      return false;
    }
    IndexedInstance instance = found.get();
    for (DeliveryState state :
        session.query(Sql.DELIVERY_STATES, Rows::deliveryState, instance.sequence())) {
      transaction.count(delivery(state, -1));
    }
    session.update(Sql.DELETE_INSTANCE, instance.sequence());
    long unlogged = instance.leafIndex() == null ? -1 : 0;
    transaction.count(new IndexCounters(-1, -instance.instance().size(), 0, 0, 0, unlogged));
    return true;
  }

  /** Returns the number of rows set, 1. */
  static int setPatient(Transaction transaction, ObjectId objectId, PatientKeys patient)
      throws SQLException {
    int rows =
        transaction
            .session()
            .update(Sql.SET_PATIENT, patient.id(), patient.idAndIssuer(), objectId);
    if (rows == 0) {
      throw new IndexException("object %s is not in the index".formatted(objectId), null);
    }
    return rows;
  }

  /** Returns how many leaves were not logged before. */
  static int markLogged(Transaction transaction, List<LoggedLeaf> leaves) throws SQLException {
    int changed = 0;
    for (LoggedLeaf leaf : leaves) {
      int rows = transaction.session().update(Sql.MARK_LOGGED, leaf.leafIndex(), leaf.objectId());
      if (rows == 0) {
        requireSame(transaction.session(), leaf);
      }
      changed += rows;
    }
    transaction.count(new IndexCounters(0, 0, 0, 0, 0, -changed));
    return changed;
  }

  static DeliveryState markDelivered(
      Transaction transaction,
      ObjectId objectId,
      String destination,
      int status,
      Instant deliveredAt)
      throws SQLException {
    long sequence = sequence(transaction.session(), objectId);
    DeliveryState before = state(transaction.session(), sequence, objectId, destination);
    transaction
        .session()
        .update(
            Sql.UPDATE_DELIVERY,
            DeliveryState.DELIVERED,
            deliveredAt,
            status,
            null,
            deliveredAt,
            sequence,
            destination);
    count(transaction, before, DeliveryState.DELIVERED);
    return before;
  }

  /** Pending deliveries only: a late failure does not undo a confirmation. */
  static DeliveryState markFailed(
      Transaction transaction,
      ObjectId objectId,
      String destination,
      DeliveryState after,
      FailedAttempt failure,
      Instant nextAttemptAt)
      throws SQLException {
    long sequence = sequence(transaction.session(), objectId);
    DeliveryState before = state(transaction.session(), sequence, objectId, destination);
    if (before == DeliveryState.PENDING) {
      transaction
          .session()
          .update(
              Sql.UPDATE_DELIVERY,
              after,
              nextAttemptAt,
              failure.status(),
              failure.error(),
              null,
              sequence,
              destination);
      count(transaction, before, after);
    }
    return before;
  }

  /** Returns whether the delivery was there before. */
  static boolean requeue(
      Transaction transaction, ObjectId objectId, String destination, Instant nextAttemptAt)
      throws SQLException {
    Session session = transaction.session();
    long sequence = sequence(session, objectId);
    Optional<DeliveryState> before =
        session.queryFirst(Sql.DELIVERY_STATE, Rows::deliveryState, sequence, destination);
    if (before.isEmpty()) {
      insert(transaction, sequence, new NewDelivery.Pending(destination, nextAttemptAt));
      return false;
    }
    session.update(Sql.REQUEUE_DELIVERY, nextAttemptAt, sequence, destination);
    count(transaction, before.get(), DeliveryState.PENDING);
    return true;
  }

  /** Returns the number of rows set, 1. */
  static int recordAnalysis(
      Transaction transaction,
      ObjectId objectId,
      String kind,
      AnalysisState state,
      @Nullable String result,
      Instant updatedAt)
      throws SQLException {
    Session session = transaction.session();
    return session.update(
        Sql.RECORD_ANALYSIS, sequence(session, objectId), kind, state, result, updatedAt);
  }

  private static long insert(Session session, NewInstance instance, int version)
      throws SQLException {
    InstanceAttributes attributes = instance.attributes();
    PatientKeys patient = attributes.patient();
    return session
        .queryFirst(
            Sql.INSERT_INSTANCE,
            Rows::firstLong,
            version,
            instance.objectId(),
            attributes.instanceUid(),
            attributes.classUid(),
            attributes.studyUid(),
            attributes.seriesUid(),
            attributes.transferSyntaxUid(),
            instance.size(),
            instance.source(),
            instance.receivedAt(),
            instance.fingerprint().pixels(),
            instance.fingerprint().wire(),
            instance.fingerprint().canonical(),
            instance.leaf().bytes(),
            instance.leaf().hash(),
            patient == null ? null : patient.id(),
            patient == null ? null : patient.idAndIssuer())
        .orElseThrow();
  }

  private static void insert(Transaction transaction, long sequence, NewDelivery delivery)
      throws SQLException {
    Session session = transaction.session();
    switch (delivery) {
      case NewDelivery.Pending(String name, Instant at) -> {
        session.update(
            Sql.INSERT_DELIVERY, sequence, name, DeliveryState.PENDING, 0, at, null, null);
        transaction.count(delivery(DeliveryState.PENDING, 1));
      }
      case NewDelivery.Delivered(String name, int status, Instant at) -> {
        session.update(
            Sql.INSERT_DELIVERY, sequence, name, DeliveryState.DELIVERED, 1, at, status, at);
        transaction.count(delivery(DeliveryState.DELIVERED, 1));
      }
    }
  }

  private static long sequence(Session session, ObjectId objectId) throws SQLException {
    return session
        .queryFirst(Sql.SEQUENCE_OF_OBJECT, Rows::firstLong, objectId)
        .orElseThrow(
            () -> new IndexException("object %s is not in the index".formatted(objectId), null));
  }

  private static DeliveryState state(
      Session session, long sequence, ObjectId objectId, String destination) throws SQLException {
    return session
        .queryFirst(Sql.DELIVERY_STATE, Rows::deliveryState, sequence, destination)
        .orElseThrow(() ->
            new IndexException(
                "object %s has no delivery to %s".formatted(objectId, destination), null));
  }

  private static void requireSame(Session session, LoggedLeaf leaf) throws SQLException {
    Optional<Long> known =
        session.queryFirst(Sql.LEAF_INDEX_OF_OBJECT, Rows::firstLong, leaf.objectId());
    if (known.isEmpty()) {
      throw new IndexException("object %s is not in the index".formatted(leaf.objectId()), null);
    }
    if (known.get() != leaf.leafIndex()) {
      throw new IndexException(
          "object %s is logged at leaf index %d, not %d"
              .formatted(leaf.objectId(), known.get(), leaf.leafIndex()),
          null);
    }
  }

  private static void count(Transaction transaction, DeliveryState before, DeliveryState after) {
    transaction.count(delivery(before, -1));
    transaction.count(delivery(after, 1));
  }

  private static IndexCounters delivery(DeliveryState state, int difference) {
    return switch (state) {
      case PENDING -> new IndexCounters(0, 0, difference, 0, 0, 0);
      case DELIVERED -> new IndexCounters(0, 0, 0, difference, 0, 0);
      case DEAD -> new IndexCounters(0, 0, 0, 0, difference, 0);
    };
  }
}
