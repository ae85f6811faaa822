package org.sealgate.scp.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.scp.testing.TestCustody;
import org.sealgate.scp.testing.TestInstance;
import org.sealgate.vault.ObjectId;
import org.sealgate.vault.index.IndexedInstance;
import org.sealgate.vault.index.InstanceAttributes;
import org.sealgate.vault.index.NewEntry;
import org.sealgate.vault.index.NewInstance;
import org.sealgate.vault.store.ObjectWriter;

class PatientBackfillTest {
  @TempDir Path folder;
  private TestCustody custody;

  @BeforeEach
  void open() throws Exception {
    custody = TestCustody.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    custody.close();
  }

  /** As an older program left it: neither manifest nor index know the patient. */
  private void indexWithoutPatient(TestInstance instance) throws Exception {
    IndexedInstance template = custody.seal(TestInstance.image(99, 10)).indexed();
    ObjectId id = ObjectId.next();
    try (ObjectWriter writer = custody.vault().create(id)) {
      writer.write(ByteBuffer.wrap(instance.dataSet()));
      writer.commit(new byte[0]);
    }
    NewInstance old =
        new NewInstance(
            id,
            new InstanceAttributes(
                instance.sopInstanceUid(), "", "", "", instance.transferSyntax().uid()),
            instance.dataSet().length,
            "CT1",
            template.instance().receivedAt(),
            template.instance().fingerprint(),
            template.instance().leaf());
    custody.index().add(new NewEntry(old, List.of(), List.of()));
  }

  @Test
  void start_shouldFileOldInstancesUnderThePatientInTheirDataSet() throws Exception {
    indexWithoutPatient(TestInstance.image(1, 5000));
    assertThat(custody.index().withoutPatient(10)).hasSize(1);

    try (PatientBackfill _ =
        PatientBackfill.start(custody.index(), custody.vault(), custody.hashing())) {
      await().until(() -> custody.index().withoutPatient(10).isEmpty());
    }
    assertThat(
            custody
                .index()
                .byPatient(
                    custody.hashing().keysOf(new PatientIdentity(TestInstance.PATIENT, "")).id()))
        .extracting(IndexedInstance::instanceUid)
        .containsExactly(TestInstance.uid(99), TestInstance.uid(1));
  }
}
