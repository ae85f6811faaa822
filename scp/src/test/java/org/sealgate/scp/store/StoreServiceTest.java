package org.sealgate.scp.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.testing.TestHospital;
import org.sealgate.scp.testing.TestInstance;

/** The store path through a whole node. */
class StoreServiceTest {
  @TempDir Path folder;

  @Test
  void serve_shouldAnswerWithThePacsOwnStatus() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      hospital
          .pacs()
          .answer(uid -> uid.equals(TestInstance.uid(1)) ? Status.of(0xB007) : Status.of(0xC123));
      assertThat(hospital.store(TestInstance.image(1, 100), TestInstance.image(2, 100)))
          .extracting(Status::code)
          .containsExactly(0xB007, 0xC123);
      assertThat(hospital.http("GET", "/metrics").body())
          .contains("sealgate_vault_instances 2\n")
          .contains("sealgate_vault_refused 1\n");
    }
  }

  @Test
  void serve_shouldTakeCustodyWhenThePacsDropsTheAssociation() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, "retry:\n  delay: 1s")) {
      hospital.pacs().answer(uid -> hospital.pacs().attempts().isEmpty() ? null : Status.SUCCESS);
      assertThat(hospital.store(TestInstance.image(1, 1_000_000), TestInstance.image(2, 100)))
          .containsOnly(Status.SUCCESS);
      await().until(() -> hospital.pacs().instances().size() == 2);
    }
  }

  @Test
  void serve_shouldRefuseWhenTheDiskIsFull() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, "storage:\n  reserve-space: 900TiB")) {
      Status status = hospital.store(TestInstance.image(1, 100)).getFirst();
      assertThat(status.code()).isEqualTo(0xA700);
      assertThat(status.toString()).contains("reserve");
      assertThat(hospital.pacs().attempts()).isEmpty();
      assertThat(hospital.http("GET", "/ready").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void serve_shouldAuditConflictsAndWhatCannotBeParsed() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      TestInstance image = TestInstance.image(1, 100);
      TestInstance broken = TestInstance.image(2, 100).with(new byte[] {1, 2, 3});
      assertThat(hospital.store(image, image.altered(), image, broken))
          .containsOnly(Status.SUCCESS);
      assertThat(hospital.audit().lines().filter(line -> line.contains(TestInstance.uid(1))))
          .hasSize(1);
      assertThat(hospital.audit().lines().filter(line -> line.contains(TestInstance.uid(2))))
          .hasSize(1);
      assertThat(hospital.pacs().instances().getLast().dataSet()).isEqualTo(broken.dataSet());
    }
  }
}
