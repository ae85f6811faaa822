package org.sealgate.scp.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.dimse.service.SubOperations;
import org.sealgate.scp.testing.TestHospital;
import org.sealgate.scp.testing.TestInstance;
import org.sealgate.scp.testing.TestPeer;

/** Whole retrievals through a node between a viewer and a PACS. */
class RetrievalTest {
  /** Instances up to 1 MiB are held in memory, larger ones pass through or are spooled. */
  private static final String HOLD = "retrieve:\n  hold: 1MiB\n  hold-total: 4MiB";

  private static final int LARGE = 3 << 20;

  @TempDir Path folder;

  private static DimseResponse last(List<DimseResponse> responses) {
    return responses.getLast();
  }

  private static List<DimseResponse> retrieve(TestHospital hospital, boolean move)
      throws IOException {
    return move
        ? hospital.move("VIEWER", TestHospital.study())
        : hospital.get(TestHospital.study());
  }

  @ParameterizedTest
  @CsvSource({
    "true,move,100",
    "true,get,100",
    "false,move,100",
    "false,get,100",
    "true,move,3145728",
    "true,get,3145728",
    "false,move,3145728",
    "false,get,3145728"
  })
  void retrieve_shouldHandOutEveryByte(boolean move, String with, int size) throws Exception {
    try (TestHospital hospital = new TestHospital(folder, "pacs.retrieve-with: " + with, HOLD)) {
      TestInstance[] all = {
        TestInstance.image(1, size), TestInstance.image(2, size), TestInstance.image(3, 50)
      };
      assertThat(hospital.store(all)).containsOnly(Status.SUCCESS);
      DimseResponse end = last(retrieve(hospital, move));
      assertThat(end.status()).isEqualTo(Status.SUCCESS);
      assertThat(end.command().subOperations()).isEqualTo(new SubOperations(0, 3, 0, 0));
      assertSame(hospital.viewer(), all);
    }
  }

  private static void assertSame(TestPeer peer, TestInstance... expected) {
    assertThat(peer.instances()).hasSameSizeAs(expected);
    for (TestInstance instance : expected) {
      TestInstance got =
          peer.instances().stream()
              .filter(candidate -> candidate.sopInstanceUid().equals(instance.sopInstanceUid()))
              .findFirst()
              .orElseThrow();
      assertThat(got.dataSet()).isEqualTo(instance.dataSet());
    }
  }

  /** Held in memory, passed through (C-MOVE) and spooled (C-GET). */
  @ParameterizedTest
  @CsvSource({"true,100", "false,100", "true,3145728", "false,3145728"})
  void retrieve_shouldSendTheSealedCopyInPlaceOfAnAlteredOne(boolean move, int size)
      throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      TestInstance[] all = {TestInstance.image(1, size), TestInstance.image(2, size)};
      hospital.store(all);
      hospital.pacs().handOut(instance -> isFirst(instance) ? instance.altered() : instance);
      DimseResponse end = last(retrieve(hospital, move));
      assertThat(end.status()).isEqualTo(Status.SUCCESS);
      assertSame(hospital.viewer(), all);
      assertThat(hospital.audit()).contains("mismatch").contains(all[0].sopInstanceUid());
      assertThat(hospital.http("GET", "/metrics").body())
          .contains("sealgate_verdicts_mismatch 1\n")
          .contains("sealgate_verdicts_unanchored 1\n");
    }
  }

  private static boolean isFirst(TestInstance instance) {
    return instance.sopInstanceUid().equals(TestInstance.uid(1));
  }

  @ParameterizedTest
  @CsvSource({"true,100", "false,3145728"})
  void retrieve_shouldReplaceWhatCannotBeParsedAnyMore(boolean move, int size) throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      TestInstance image = TestInstance.image(1, size);
      hospital.store(image);
      byte[] cut = Arrays.copyOf(image.dataSet(), size);
      hospital.pacs().handOut(instance -> instance.with(cut));
      assertThat(last(retrieve(hospital, move)).status()).isEqualTo(Status.SUCCESS);
      assertSame(hospital.viewer(), image);
    }
  }

  @Test
  void retrieve_shouldLetReEncodedInstancesPass() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      hospital.store(TestInstance.image(1, 100), TestInstance.image(2, LARGE));
      hospital
          .pacs()
          .handOut(instance ->
              TestInstance.image(
                  isFirst(instance) ? 1 : 2,
                  isFirst(instance) ? 100 : LARGE,
                  TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
      assertThat(last(retrieve(hospital, true)).status()).isEqualTo(Status.SUCCESS);
      assertThat(hospital.viewer().instances()).hasSize(2);
      assertThat(hospital.audit()).doesNotContain("mismatch");
    }
  }

  @Test
  void retrieve_shouldLetChangedAttributesPassAndNameThem() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      hospital.store(TestInstance.image(1, 100));
      hospital.pacs().handOut(TestInstance::renamed);
      assertThat(last(retrieve(hospital, true)).status()).isEqualTo(Status.SUCCESS);
      assertSame(hospital.viewer(), TestInstance.image(1, 100).renamed());
      assertThat(hospital.audit()).contains("(0010,0010)").doesNotContain("(0008,0060)");
    }
  }

  @Test
  void retrieve_shouldHandOutWhatWasNeverSealed() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      hospital.pacs().put(TestInstance.image(7, 100));
      assertThat(last(retrieve(hospital, true)).status()).isEqualTo(Status.SUCCESS);
      assertSame(hospital.viewer(), TestInstance.image(7, 100));
      assertThat(hospital.http("GET", "/metrics").body()).contains("sealgate_verdicts_unknown 1\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void retrieve_shouldFallBackToTheVaultWhenThePacsIsGone(boolean move) throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      TestInstance[] all = {TestInstance.image(1, 100), TestInstance.image(2, LARGE)};
      hospital.store(all);
      hospital.pacs().goDown();
      DimseResponse end = last(retrieve(hospital, move));
      assertThat(end.status()).isEqualTo(Status.SUCCESS);
      assertSame(hospital.viewer(), all);
    }
  }

  @Test
  void retrieve_shouldFailWhenOnlyThePacsWillDoAndItIsGone() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, "retrieve:\n  source: pacs")) {
      hospital.store(TestInstance.image(1, 100));
      hospital.pacs().goDown();
      DimseResponse end = last(retrieve(hospital, true));
      assertThat(end.status().code()).isEqualTo(Status.OUT_OF_RESOURCES_SUBOPERATIONS.code());
      assertThat(hospital.viewer().instances()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"100", "3145728"})
  void move_shouldFailWhenTheDestinationIsGone(int size) throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      hospital.store(TestInstance.image(1, size), TestInstance.image(2, size));
      hospital.viewer().goDown();
      DimseResponse end = last(retrieve(hospital, true));
      assertThat(end.status().code()).isEqualTo(Status.OUT_OF_RESOURCES_SUBOPERATIONS.code());
      assertThat(end.command().subOperations()).isEqualTo(new SubOperations(0, 0, 2, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"true,100", "false,100", "true,3145728", "false,3145728"})
  void retrieve_shouldCountWhatTheDestinationRefuses(boolean move, int size) throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      hospital.store(TestInstance.image(1, size), TestInstance.image(2, size));
      hospital
          .viewer()
          .answer(
              uid -> uid.equals(TestInstance.uid(1)) ? Status.OUT_OF_RESOURCES : Status.of(0xB007));
      DimseResponse end = last(retrieve(hospital, move));
      assertThat(end.status()).isEqualTo(Status.SUBOPERATIONS_WITH_FAILURES);
      assertThat(end.command().subOperations()).isEqualTo(new SubOperations(0, 0, 1, 1));
    }
  }

  @Test
  void move_shouldGoOnWhenTheDestinationDropsTheAssociation() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      hospital.store(
          TestInstance.image(1, 100), TestInstance.image(2, 100), TestInstance.image(3, LARGE));
      hospital.viewer().answer(uid -> uid.equals(TestInstance.uid(1)) ? null : Status.SUCCESS);
      DimseResponse end = last(retrieve(hospital, true));
      assertThat(end.status()).isEqualTo(Status.SUBOPERATIONS_WITH_FAILURES);
      assertThat(end.command().subOperations()).isEqualTo(new SubOperations(0, 2, 1, 0));
    }
  }

  @Test
  void move_shouldConvertForADestinationThatTakesNothingElse() throws Exception {
    try (TestHospital hospital = new TestHospital(folder, HOLD)) {
      hospital.store(TestInstance.image(1, 100), TestInstance.image(2, LARGE));
      hospital.viewer().accept(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
      assertThat(last(retrieve(hospital, true)).status()).isEqualTo(Status.SUCCESS);
      assertSame(
          hospital.viewer(),
          TestInstance.image(1, 100, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
          TestInstance.image(2, LARGE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    }
  }

  @Test
  void move_shouldRefuseAnUnknownDestination() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      Status status = last(hospital.move("NOBODY", TestHospital.study())).status();
      assertThat(status.code()).isEqualTo(0xA801);
    }
  }

  @Test
  void move_shouldNameWhatIsWrongWithTheIdentifier() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      DataSet identifier = new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, "SERIES");
      DimseResponse end = last(hospital.move("VIEWER", identifier));
      assertThat(end.status().code()).isEqualTo(0xA900);
      assertThat(end.status().toString()).contains("Series Instance UID");
    }
  }

  @Test
  void move_shouldEndOnCancel() throws Exception {
    try (TestHospital hospital = new TestHospital(folder)) {
      TestInstance[] all = new TestInstance[40];
      for (int i = 0; i < all.length; i++) {
        all[i] = TestInstance.image(i, 100);
      }
      hospital.store(all);
      Semaphore steps = new Semaphore(0);
      hospital
          .pacs()
          .beforeEach(() -> {
            steps.acquireUninterruptibly();
            // A slow archive: the cancel arrives long before the last image does.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
          });
      String sopClass = "1.2.840.10008.5.1.4.1.2.2.2";
      try (Association association =
              AssociationConnector.connect(
                  hospital
                      .asViewer()
                      .propose(sopClass, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
          PendingOperation operation =
              association.move(
                  association.acceptedContext(sopClass).orElseThrow(),
                  Priority.MEDIUM,
                  new AeTitle("VIEWER"),
                  TestHospital.encoded(TestHospital.study()))) {
        steps.release(1);
        assertThat(operation.next()).isNotNull();
        operation.cancel();
        steps.release(40);
        DimseResponse end = operation.awaitFinal();
        assertThat(end).isNotNull();
        assertThat(end.status().code()).isEqualTo(0xFE00);
        assertThat(hospital.viewer().instances()).hasSizeLessThan(40);
      }
    }
  }

  /** At PATIENT level the vault goes by the keyed hash of the Patient ID. */
  @ParameterizedTest
  @CsvSource({"P1,true,2", "P2,true,0", "P1,false,2"})
  void retrieve_shouldFindThePatientInTheVault(String patientId, boolean move, int expected)
      throws Exception {
    try (TestHospital hospital = new TestHospital(folder, "retrieve:\n  source: vault")) {
      hospital.store(TestInstance.image(1, 100), TestInstance.image(2, 100));
      DataSet patient =
          new DataSet()
              .putString(Tag.QUERY_RETRIEVE_LEVEL, "PATIENT")
              .putString(Tag.PATIENT_ID, patientId);
      DimseResponse end = last(move ? hospital.move("VIEWER", patient) : hospital.get(patient));
      assertThat(end.status()).isEqualTo(Status.SUCCESS);
      assertThat(end.command().subOperations()).isEqualTo(new SubOperations(0, expected, 0, 0));
      assertThat(hospital.viewer().instances()).hasSize(expected);
    }
  }
}
