package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationEnd;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.process.DcmjsDimse.Job;

/** dcmjs-dimse's client: DIMSE-N, storage commitment and cancellation. */
class DcmjsScuServicesTest {
  private static final String MPPS = SopClasses.MODALITY_PERFORMED_PROCEDURE_STEP;
  private static final String INSTANCE = "2.25.4711";

  private final List<RecordingScp> running = new ArrayList<>();

  @AfterEach
  void stop() {
    running.forEach(RecordingScp::close);
  }

  @Test
  void performedProcedureStep_shouldBeCreatedSetReadAndDeleted() throws IOException {
    RecordingScp scp = start(DcmjsScuServicesTest::answerWithAttributes);
    Map<String, Object> step = Map.of("sopClass", MPPS, "instance", INSTANCE);

    JsonNode result =
        job(scp)
            .request("create", with(step, "elements", state("IN PROGRESS")))
            .request("set", with(step, "elements", state("COMPLETED")))
            .request(
                "nget",
                with(step, "attributes", List.of("PerformedProcedureStepStatus", "PatientID")))
            .request("delete", step)
            .run();

    assertThat(result.path("requests")).hasSize(4);
    assertThat(result.path("requests").findValuesAsText("status")).containsOnly("0").hasSize(4);
    assertThat(result.at("/requests/2/responses/0/elements/PatientID").asText()).isEqualTo("P1");
    assertThat(state(scp, CommandField.N_CREATE_RQ)).isEqualTo("IN PROGRESS");
    assertThat(state(scp, CommandField.N_SET_RQ)).isEqualTo("COMPLETED");
    assertThat(scp.requests(CommandField.N_DELETE_RQ)).hasSize(1);
    assertThat(scp.requests())
        .allMatch(noted -> noted.command().sopInstanceUid().orElseThrow().equals(INSTANCE));
    assertThat(scp.requests(CommandField.N_GET_RQ).getFirst().command())
        .extracting(command -> command.tags(CommandElement.ATTRIBUTE_IDENTIFIER_LIST))
        .isEqualTo(List.of(Tag.PERFORMED_PROCEDURE_STEP_STATUS, Tag.PATIENT_ID));
  }

  @Test
  void eventReport_shouldArriveWithItsTypeAndInformation() throws IOException {
    RecordingScp scp = start(RecordingScp.Handler.SUCCESS);

    JsonNode result =
        job(scp)
            .request(
                "event",
                Map.of(
                    "sopClass", MPPS, "instance", INSTANCE, "type", 7, "elements", state("DONE")))
            .run();

    assertThat(result.at("/requests/0/responses/0/status").asInt(-1)).isZero();
    var event = scp.requests(CommandField.N_EVENT_REPORT_RQ).getFirst();
    assertThat(event.command().unsignedShort(CommandElement.EVENT_TYPE_ID)).hasValue(7);
    assertThat(event.attributes().getString(Tag.PERFORMED_PROCEDURE_STEP_STATUS)).hasValue("DONE");
  }

  @Test
  void storageCommitment_shouldBeReportedOnTheSameAssociation() throws IOException {
    Commitment commitment = new Commitment();
    RecordingScp scp = start(commitment);
    Map<String, Object> reference =
        Map.of(
            "ReferencedSOPClassUID",
            SopClasses.CT_IMAGE_STORAGE,
            "ReferencedSOPInstanceUID",
            INSTANCE);

    JsonNode result =
        job(scp)
            .request(
                "action",
                Map.of(
                    "sopClass",
                    SopClasses.STORAGE_COMMITMENT_PUSH_MODEL,
                    "instance",
                    Commitment.INSTANCE,
                    "type",
                    Commitment.REQUEST,
                    "elements",
                    Map.of(
                        "TransactionUID", "2.25.99", "ReferencedSOPSequence", List.of(reference))))
            .run();

    assertThat(result.at("/requests/0/responses/0/status").asInt(-1)).isZero();
    assertThat(result.at("/events/0/type").asInt()).isEqualTo(Commitment.REQUEST);
    assertThat(result.at("/events/0/elements/TransactionUID").asText()).isEqualTo("2.25.99");
    assertThat(commitment.reported())
        .succeedsWithin(Duration.ofSeconds(30))
        .matches(Status::isSuccess);
  }

  @Test
  void failure_shouldComeWithStatusAndComment() throws IOException {
    RecordingScp scp =
        start((_, request, _) ->
            request.respond(Status.of(0x0110).withComment("the step is completed")));

    JsonNode result =
        job(scp)
            .request(
                "set",
                Map.of("sopClass", MPPS, "instance", INSTANCE, "elements", state("COMPLETED")))
            .run();

    JsonNode response = result.at("/requests/0/responses/0");
    assertThat(response.path("status").asInt()).isEqualTo(0x0110);
    assertThat(response.path("comment").asText()).isEqualTo("the step is completed");
  }

  @ParameterizedTest
  @CsvSource({"studyFind,C_FIND_RQ", "move,C_MOVE_RQ", "get,C_GET_RQ"})
  void cancel_shouldEndTheOperation(String kind, CommandField field) throws IOException {
    RecordingScp scp = start(new UntilCancelled());

    JsonNode result =
        job(scp)
            .with("cancelAfter", 2)
            .request(
                kind,
                Map.of(
                    "destination",
                    "VIEWER",
                    "study",
                    "2.25.1",
                    "elements",
                    Map.of("PatientName", "*")))
            .run();

    assertThat(result.at("/requests/0/responses").findValuesAsText("status"))
        .endsWith(Integer.toString(Status.CANCEL.code()))
        .hasSize(UntilCancelled.PENDING + 1);
    assertThat(scp.requests(field)).hasSize(1);
    assertThat(scp.ends()).isNotEmpty().hasOnlyElementsOfType(AssociationEnd.Released.class);
  }

  private RecordingScp start(RecordingScp.Handler handler) throws IOException {
    RecordingScp scp = RecordingScp.start("SERVICES", handler);
    running.add(scp);
    return scp;
  }

  private static void answerWithAttributes(
      Association association, DimseRequest request, RecordingScp.Noted noted) throws IOException {
    if (noted.command().commandFieldCode() == CommandField.N_GET_RQ.code()) {
      DataSet attributes = new DataSet().putString(Tag.PATIENT_ID, "P1");
      request.respond(
          Commands.response(request.command(), Status.SUCCESS),
          Exchange.bytes(attributes, request.presentationContext()));
      return;
    }
    request.respond(Status.SUCCESS);
  }

  private static Job job(RecordingScp scp) {
    return Job.of("DCMJS", scp.peer());
  }

  private static Map<String, Object> state(String state) {
    return Map.of("PerformedProcedureStepStatus", state);
  }

  private static Map<String, Object> with(Map<String, Object> details, String name, Object value) {
    Map<String, Object> all = new HashMap<>(details);
    all.put(name, value);
    return all;
  }

  private static String state(RecordingScp scp, CommandField field) throws IOException {
    return scp.requests(field)
        .getFirst()
        .attributes()
        .getString(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "");
  }
}
