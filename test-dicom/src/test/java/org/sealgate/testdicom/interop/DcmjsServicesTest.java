package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationEnd;
import org.sealgate.dimse.association.DimseRequest;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.pdu.AssociateRequest;
import org.sealgate.dimse.pdu.OctetString;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.pdu.UserIdentityType;
import org.sealgate.dimse.service.CommandElement;
import org.sealgate.dimse.service.CommandField;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.process.DcmjsDimse.Job;

/** dcmjs-dimse's client: DIMSE-N, cancellation, user identity, operations window and TLS. */
class DcmjsServicesTest {
  private static final String MPPS = SopClasses.MODALITY_PERFORMED_PROCEDURE_STEP;
  private static final String INSTANCE = "2.25.4711";

  @TempDir static Path folder;
  private static TlsIdentity us;
  private static TlsIdentity dcmjs;
  private static TlsIdentity stranger;

  private final List<RecordingScp> running = new ArrayList<>();

  @BeforeAll
  static void makeKeys() throws Exception {
    us = TlsIdentity.create("sealgate", folder);
    dcmjs = TlsIdentity.create("dcmjs", folder);
    stranger = TlsIdentity.create("stranger", folder);
  }

  @AfterEach
  void stop() {
    running.forEach(RecordingScp::close);
  }

  @Test
  void performedProcedureStep_shouldBeCreatedSetReadAndDeleted() throws IOException {
    RecordingScp scp = start(DcmjsServicesTest::answerWithAttributes);
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
    assertThat(scp.ends()).hasOnlyElementsOfType(AssociationEnd.Released.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1,USERNAME,''",
    "2,USERNAME_AND_PASSCODE,''",
    "3,KERBEROS_SERVICE_TICKET,welcome",
    "4,SAML_ASSERTION,welcome",
    "5,JSON_WEB_TOKEN,welcome"
  })
  void userIdentity_shouldGetAPositiveResponse(int code, UserIdentityType type, String answer)
      throws IOException {
    RecordingScp scp = start(RecordingScp.Handler.SUCCESS);
    Map<String, Object> identity =
        Map.of(
            "type",
            code,
            "positiveResponseRequested",
            true,
            "primaryField",
            "ann",
            "secondaryField",
            type == UserIdentityType.USERNAME_AND_PASSCODE ? "secret" : "");

    JsonNode result =
        job(scp).with("options", Map.of("userIdentity", identity)).request("echo", Map.of()).run();

    UserIdentityRequest received =
        scp.associations()
            .getFirst()
            .userInformation()
            .first(UserIdentityRequest.class)
            .orElseThrow();
    assertThat(received.type()).isEqualTo(type);
    assertThat(received.primaryField()).isEqualTo(OctetString.ofUtf8("ann"));
    assertThat(result.at("/accepted/userIdentityServerResponse").asText("none")).isEqualTo(answer);
  }

  @Test
  void operationsWindow_shouldBeAgreed() throws IOException {
    RecordingScp scp = start(RecordingScp.Handler.SUCCESS);
    Map<String, Object> window = Map.of("maxAsyncOpsInvoked", 5, "maxAsyncOpsPerformed", 2);

    Job job = job(scp).with("options", Map.of("asyncOps", window));
    for (int i = 0; i < 20; i++) {
      job = job.request("echo", Map.of());
    }
    JsonNode result = job.run();

    AssociateRequest request = scp.associations().getFirst();
    assertThat(request.userInformation().asynchronousOperationsWindow().maximumOperationsInvoked())
        .isEqualTo(5);
    assertThat(result.at("/accepted/invoked").asInt()).isEqualTo(5);
    assertThat(result.at("/accepted/performed").asInt()).isEqualTo(2);
    assertThat(result.path("requests").findValuesAsText("status")).hasSize(20).containsOnly("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void tls_shouldCarryTheAssociation(String version) throws Exception {
    RecordingScp scp = startSecure();

    JsonNode result = job(scp).with("tls", tls(dcmjs, us, version)).request("echo", Map.of()).run();

    assertThat(result.at("/requests/0/responses/0/status").asInt(-1)).isZero();
  }

  @Test
  void tls_shouldKeepOutAStranger() throws Exception {
    RecordingScp scp = startSecure();

    JsonNode result =
        job(scp).with("tls", tls(stranger, us, "TLSv1.3")).request("echo", Map.of()).run();

    assertThat(result.at("/requests/0/responses")).isEmpty();
    assertThat(scp.associations()).isEmpty();
  }

  private RecordingScp start(RecordingScp.Handler handler) throws IOException {
    RecordingScp scp = RecordingScp.start("SERVICES", handler);
    running.add(scp);
    return scp;
  }

  private RecordingScp startSecure() throws Exception {
    var context = us.trusting(dcmjs);
    ServerOptions options = ServerOptions.onLoopback(0).withTls(TlsSettings.mutual(() -> context));
    RecordingScp scp = RecordingScp.start("SERVICES", options, RecordingScp.Handler.SUCCESS);
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

  private static Map<String, Object> tls(TlsIdentity own, TlsIdentity trusted, String version) {
    return Map.of(
        "key",
        own.keyFile().toString(),
        "cert",
        own.certificateFile().toString(),
        "ca",
        trusted.certificateFile().toString(),
        "minVersion",
        version,
        "maxVersion",
        version,
        "rejectUnauthorized",
        true);
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
