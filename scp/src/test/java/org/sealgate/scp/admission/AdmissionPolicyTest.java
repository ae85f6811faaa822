package org.sealgate.scp.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationRejectedException;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.testing.TestHospital;
import org.sealgate.scp.testing.TestInstance;

/** Who gets in, what is negotiated, and what is relayed. */
class AdmissionPolicyTest {
  private static final String VERIFICATION = "1.2.840.10008.1.1";
  private static final String FIND = "1.2.840.10008.5.1.4.1.2.2.1";
  private static final String EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
  private static final String IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid();

  @TempDir Path folder;
  private TestHospital hospital;

  @BeforeEach
  void start() throws Exception {
    hospital = new TestHospital(folder);
  }

  @AfterEach
  void stop() throws Exception {
    hospital.close();
  }

  private ConnectOptions as(String calling, String called) {
    return ConnectOptions.to(
            "127.0.0.1", hospital.node().port(), new AeTitle(called), new AeTitle(calling))
        .propose(VERIFICATION, IMPLICIT);
  }

  @ParameterizedTest
  @CsvSource({"CT1,OTHER,7", "NOBODY,SEALGATE,3", "ELSEWHERE,SEALGATE,3"})
  void decide_shouldRejectWhomItDoesNotKnow(String calling, String called, int reason)
      throws Exception {
    assertThatThrownBy(() -> AssociationConnector.connect(as(calling, called)))
        .isInstanceOfSatisfying(
            AssociationRejectedException.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    assertThat(hospital.audit()).contains(calling);
    assertThat(hospital.http("GET", "/metrics").body())
        .contains("sealgate_associations_rejected 1\n");
  }

  @Test
  void echo_shouldBeAnsweredByTheNodeItself() throws Exception {
    hospital.pacs().goDown();
    try (Association association = AssociationConnector.connect(as("CT1", "SEALGATE"))) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void accept_shouldAnswerAsThePacsDoes() throws Exception {
    hospital.pacs().accept(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    ConnectOptions options =
        as("CT1", "SEALGATE")
            .propose(TestInstance.CT, EXPLICIT, IMPLICIT)
            .propose(TestInstance.CT, EXPLICIT);
    try (Association association = AssociationConnector.connect(options)) {
      assertThat(association.acceptedContext(TestInstance.CT, IMPLICIT)).isPresent();
      assertThat(association.acceptedContext(TestInstance.CT, EXPLICIT)).isEmpty();
    }
  }

  @Test
  void accept_shouldTakeEverySyntaxWhileThePacsIsGone() throws Exception {
    hospital.pacs().goDown();
    ConnectOptions options = as("CT1", "SEALGATE").propose(TestInstance.CT, EXPLICIT);
    try (Association association = AssociationConnector.connect(options)) {
      assertThat(association.acceptedContext(TestInstance.CT, EXPLICIT)).isPresent();
    }
  }

  private Status find(String caller) throws Exception {
    ConnectOptions options = as(caller, "SEALGATE").propose(FIND, EXPLICIT);
    ByteBuffer identifier = TestHospital.encoded(TestHospital.study());
    try (Association association = AssociationConnector.connect(options);
        PendingOperation operation =
            association.find(
                association.acceptedContext(FIND).orElseThrow(),
                Priority.MEDIUM,
                identifier.duplicate())) {
      DimseResponse response = operation.next();
      while (response != null && response.status().isPending()) {
        IncomingDataSet match = response.dataSet();
        assertThat(match).isNotNull();
        assertThat(ByteBuffer.wrap(match.readAll(1000))).isEqualTo(identifier);
        response = operation.next();
      }
      assertThat(response).isNotNull();
      return response.status();
    }
  }

  @Test
  void find_shouldBeRelayedToThePacsAsItIs() throws Exception {
    assertThat(find("CT1")).isEqualTo(Status.SUCCESS);
  }

  @Test
  void find_shouldBeRefusedToWhomItIsNotAllowed() throws Exception {
    assertThat(find("STOREONLY").code()).isEqualTo(Status.REFUSED_NOT_AUTHORIZED.code());
    assertThat(hospital.audit()).contains("STOREONLY");
  }

  @Test
  void find_shouldFailWhileThePacsIsGone() throws Exception {
    hospital.pacs().goDown();
    assertThat(find("CT1").isSuccessOrWarning()).isFalse();
  }
}
