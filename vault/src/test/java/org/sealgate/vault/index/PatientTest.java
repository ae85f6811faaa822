package org.sealgate.vault.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.vault.ObjectId;

/** Instances under their patient, and those indexed before patients were. */
final class PatientTest {
  private static final PatientKeys JANE = keys(1);
  private static final PatientKeys JOHN = keys(2);

  @TempDir Path directory;

  private static PatientKeys keys(int seed) {
    Random random = new Random(seed);
    return new PatientKeys(TestEntries.digest(random), TestEntries.digest(random));
  }

  private static NewEntry entry(String uid, PatientKeys patient) {
    NewInstance plain = TestEntries.instance(uid);
    NewInstance withPatient =
        new NewInstance(
            plain.objectId(),
            new InstanceAttributes(uid, "", "study", "series", "", patient),
            plain.size(),
            plain.source(),
            plain.receivedAt(),
            plain.fingerprint(),
            plain.leaf());
    return new NewEntry(
        withPatient, List.of(new NewDelivery.Pending("PACS", plain.receivedAt())), List.of("kind"));
  }

  @Test
  void byPatient_shouldFindThePatientsInstancesInOrder() {
    try (InstanceIndex index = SqliteInstanceIndex.open(directory.resolve("index.db"))) {
      index.add(entry("1.1", JANE));
      index.add(entry("1.2", JOHN));
      index.add(entry("1.3", JANE));

      assertThat(index.byPatient(JANE.id()))
          .extracting(IndexedInstance::instanceUid)
          .containsExactly("1.1", "1.3");
      assertThat(index.byPatient(JANE.idAndIssuer())).isEmpty();
      assertThat(index.latest("1.2").orElseThrow().instance().attributes().patient())
          .isEqualTo(JOHN);
      assertThat(index.withoutPatient(10)).isEmpty();
    }
  }

  @Test
  void joinedRows_shouldKeepTheirColumns() {
    try (InstanceIndex index = SqliteInstanceIndex.open(directory.resolve("index.db"))) {
      NewEntry entry = entry("1.1", JANE);
      index.add(entry);
      assertThat(index.deliveries(entry.instance().objectId()))
          .singleElement()
          .satisfies(delivery -> assertThat(delivery.destination()).isEqualTo("PACS"));
      assertThat(index.analyses(entry.instance().objectId()))
          .singleElement()
          .satisfies(analysis -> assertThat(analysis.kind()).isEqualTo("kind"));
    }
  }

  @Test
  void setPatient_shouldFileWhatWasIndexedWithoutOne() {
    try (InstanceIndex index = SqliteInstanceIndex.open(directory.resolve("index.db"))) {
      NewEntry entry = TestEntries.entry("1.1");
      index.add(entry);
      assertThat(index.withoutPatient(10)).hasSize(1);

      index.setPatient(entry.instance().objectId(), JANE);

      assertThat(index.withoutPatient(10)).isEmpty();
      assertThat(index.byPatient(JANE.id())).hasSize(1);
      assertThatThrownBy(() -> index.setPatient(ObjectId.next(), JANE))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("not in the index");
    }
  }

  /** An index as the first version of the schema left it behind. */
  @Test
  void open_shouldTakeAnIndexWithoutPatientsAlong() throws Exception {
    Path file = directory.resolve("index.db");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, "", "")
        .locations("classpath:org/sealgate/vault/index/sqlite")
        .target("1")
        .load()
        .migrate();
    NewEntry entry = TestEntries.entry("1.1");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into instance (version, object_id, instance_uid, class_uid, study_uid,"
              + " series_uid, transfer_syntax_uid, size, source, received_at, wire_digest,"
              + " canonical_digest, leaf, leaf_hash) values (1, x'"
              + java.util.HexFormat.of().formatHex(entry.instance().objectId().toBytes())
              + "', '1.1', '', '', '', '', 1, 'CT1', 0, zeroblob(32), zeroblob(32), x'01',"
              + " zeroblob(32))");
    }
    try (InstanceIndex index = SqliteInstanceIndex.open(file)) {
      assertThat(index.latest("1.1")).isPresent();
      assertThat(index.withoutPatient(10))
          .singleElement()
          .satisfies(old -> assertThat(old.instance().attributes().patient()).isNull());
    }
  }
}
