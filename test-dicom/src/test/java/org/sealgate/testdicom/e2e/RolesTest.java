package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.chain.roles.Role;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationRejectedException;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.IncomingDataSet;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.DataSetWriter;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
import org.sealgate.dimse.pdu.RejectResult;
import org.sealgate.dimse.pdu.UserIdentityRequest;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.scp.authorization.PasscodeHash;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.GetResult;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.NodeProcess;
import org.sealgate.testdicom.process.ToolResult;

/** Roles on the chain decide who may store, find and retrieve. The last test ends the chain. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolesTest {
  private static final GeneratedStudy OWN = Studies.tomography(StudyOptions.of(71), 2, 16, 16);
  private static final GeneratedStudy OTHER = Studies.tomography(StudyOptions.of(72), 2, 16, 16);
  private static final GeneratedStudy NEW = Studies.tomography(StudyOptions.of(74), 1, 16, 16);
  private static final TransferSyntax SYNTAX = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
  private static final String FIND = QueryModel.STUDY_ROOT.find();
  private static final int LAST = Integer.MAX_VALUE;
  private static final String PASSCODE = "correct horse";

  private static final String REASON = "chain down, trauma room";

  @TempDir static Path folder;
  private static Department department;
  private static People people;
  private static NodeProcess node;

  @BeforeAll
  static void start() throws IOException {
    department = Department.open(folder);
    people = new People(department.startChain(), folder.resolve("people"));
    people.appoint("doctor", Role.DOCTOR);
    people.appoint("assistant", Role.DOCTOR);
    node =
        department.startNode(
            Sites.node(department.pacs().peer())
                .withModality("DOCTOR")
                .withModality("SHARED")
                .withModality("PATIENT")
                .withModality("ASSISTANT")
                .withModality("NOBODY")
                .with("roles.contract", people.chain().contracts().roles().address().toString())
                .with("roles.endpoints", List.of(people.chain().url().toString()))
                .with("roles.chain-id", people.chain().chainId())
                .with("roles.poll", "100ms")
                .with("roles.max-stale", "4s")
                .with("roles.accounts", people.entries())
                .with(
                    "roles.users",
                    List.of(
                        Map.of(
                            "name", "grün",
                            "account", "assistant",
                            "passcode", PasscodeHash.of(PASSCODE.toCharArray()).toString())))
                .with(
                    "roles.patients",
                    List.of(Map.of("account", "patient", "patient-id", patientId(OWN))))
                .withAccounts(
                    Map.of(
                        Sites.MODALITY,
                        "node",
                        "DOCTOR",
                        "doctor",
                        "ASSISTANT",
                        "assistant",
                        "PATIENT",
                        "patient")));
  }

  @AfterAll
  static void stop() {
    Sites.close(people);
    Sites.close(department);
  }

  private static String patientId(GeneratedStudy study) {
    try {
      DataSetSource source = DataSetSource.of(study, Encoding.DEFAULT).getFirst();
      return DataSetReader.read(ByteBuffer.wrap(DataSets.bytes(source)), source.transferSyntax())
          .getString(Tag.PATIENT_ID)
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Association open(String title, @Nullable UserIdentityRequest user)
      throws IOException {
    ConnectOptions options =
        ConnectOptions.to(
                "127.0.0.1",
                node.peer().port(),
                new AeTitle(node.peer().aeTitle()),
                new AeTitle(title))
            .propose(FIND, SYNTAX.uid());
    return AssociationConnector.connect(user == null ? options : options.withInformation(user));
  }

  /** The final status of a C-FIND of all studies; what is found goes into the list. */
  private static Status find(Association association, List<DataSet> found) throws IOException {
    DataSet identifier =
        new DataSet()
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
            .putString(Tag.STUDY_INSTANCE_UID, "");
    ByteBuffer bytes = ByteBuffer.wrap(DataSetWriter.toBytes(identifier, SYNTAX));
    Status last = Status.PENDING;
    try (PendingOperation operation =
        association.find(association.acceptedContext(FIND).orElseThrow(), Priority.MEDIUM, bytes)) {
      for (DimseResponse r = operation.next(); r != null; r = operation.next()) {
        last = r.status();
        IncomingDataSet dataSet = r.dataSet();
        if (dataSet != null) {
          found.add(DataSetReader.read(ByteBuffer.wrap(dataSet.readAll(1 << 20)), SYNTAX));
        }
      }
    }
    return last;
  }

  private static Status find(Association association) throws IOException {
    return find(association, new ArrayList<>());
  }

  private static List<JsonNode> rejections(String calling) throws IOException {
    return node.audit("association-rejected").stream()
        .filter(line -> line.path("calling").asText().equals(calling))
        .toList();
  }

  private static List<JsonNode> refusals(String peer) throws IOException {
    return node.audit("service-refused").stream()
        .filter(line -> line.path("peer").asText().equals(peer))
        .toList();
  }

  @Test
  void doctor_shouldBeRefusedOnceItsPermissionIsRemoved() throws IOException {
    try (Association association = open("DOCTOR", null)) {
      assertThat(find(association)).isEqualTo(Status.SUCCESS);

      people.dismiss("doctor");

      Sites.eventually(() -> assertThat(find(association).code()).isEqualTo(0x0124));
      assertThat(find(association).errorComment()).startsWith("the account is removed");
    }
    assertThat(refusals("DOCTOR"))
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.path("account").asText()).isEqualTo(people.account("doctor").toString());
          assertThat(line.path("service").asText()).isEqualTo("query");
          assertThat(line.path("reason").asText()).contains("removed");
        });
    assertThatThrownBy(() -> open("DOCTOR", null))
        .isInstanceOfSatisfying(
            AssociationRejectedException.class,
            rejected -> assertThat(rejected.result()).isEqualTo(RejectResult.REJECTED_PERMANENT));

    people.appoint("doctor", Role.DOCTOR);
    Sites.eventually(() -> open("DOCTOR", null).close());
  }

  @Test
  void device_shouldStoreButNotQuery() throws IOException {
    assertThat(Sites.modality(node).store(DataSetSource.of(NEW, Encoding.DEFAULT)))
        .containsOnly(Status.SUCCESS);
    try (Association association = open(Sites.MODALITY, null)) {
      Status status = find(association);
      assertThat(status.code()).isEqualTo(0x0124);
      assertThat(status.errorComment()).isEqualTo("role device may not query");
    }
    assertThat(refusals(Sites.MODALITY)).hasSize(1);
  }

  @Test
  void peerWithoutAccount_shouldBeRejected() throws IOException {
    assertThatThrownBy(() -> open("NOBODY", null)).isInstanceOf(AssociationRejectedException.class);
    assertThat(rejections("NOBODY"))
        .singleElement()
        .satisfies(line ->
            assertThat(line.path("reason").asText())
                .isEqualTo("no account is configured for NOBODY"));
  }

  @Test
  void user_shouldActInTheirOwnRoleAtASharedWorkstation() throws IOException {
    UserIdentityRequest genuine = UserIdentityRequest.ofUserNameAndPasscode("grün", PASSCODE);
    try (Association association = open("SHARED", genuine)) {
      assertThat(find(association)).isEqualTo(Status.SUCCESS);
    }
    for (UserIdentityRequest false_ :
        List.of(
            UserIdentityRequest.ofUserNameAndPasscode("grün", "wrong"),
            UserIdentityRequest.ofUserNameAndPasscode("nobody", PASSCODE),
            UserIdentityRequest.ofUserName("grün"))) {
      // Even where the workstation's own account would do.
      assertThatThrownBy(() -> open("ASSISTANT", false_))
          .isInstanceOf(AssociationRejectedException.class);
    }
    assertThat(rejections("ASSISTANT")).hasSize(3);
    assertThat(rejections("ASSISTANT").toString()).doesNotContain(PASSCODE, "\"wrong\"");
  }

  @Test
  void patient_shouldSeeItsOwnRecordAndNothingElse() throws IOException {
    department.store(OWN);
    department.store(OTHER);
    List<DataSet> everything = new ArrayList<>();
    try (Association association = open("ASSISTANT", null)) {
      assertThat(find(association, everything)).isEqualTo(Status.SUCCESS);
    }
    assertThat(everything).hasSizeGreaterThanOrEqualTo(2);

    List<DataSet> found = new ArrayList<>();
    try (Association association = open("PATIENT", null)) {
      assertThat(find(association, found)).isEqualTo(Status.SUCCESS);
    }
    assertThat(found)
        .singleElement()
        .satisfies(study ->
            assertThat(study.getString(Tag.STUDY_INSTANCE_UID)).contains(OWN.studyInstanceUid()));

    assertThat(get(OWN).received()).hasSize(2);
    GetResult others = get(OTHER);
    assertThat(others.received()).isEmpty();
    assertThat(others.result().status().code()).isEqualTo(0x0124);
    GetResult never = get(Studies.tomography(StudyOptions.of(73), 1, 16, 16));
    assertThat(never.result().status()).isEqualTo(others.result().status());

    assertThat(
            new ScuClient("PATIENT", node.peer())
                .move(QueryModel.STUDY_ROOT, ScuClient.study(OWN.studyInstanceUid()), Sites.VIEWER)
                .status()
                .code())
        .isEqualTo(0x0124);
    assertThat(
            new ScuClient("PATIENT", node.peer())
                .store(DataSetSource.of(OWN, Encoding.DEFAULT).getFirst())
                .code())
        .isEqualTo(0x0124);
  }

  private static GetResult get(GeneratedStudy study) throws IOException {
    return new ScuClient("PATIENT", node.peer())
        .get(
            QueryModel.STUDY_ROOT,
            ScuClient.study(study.studyInstanceUid()),
            DataSetSource.of(study, Encoding.DEFAULT),
            Files.createDirectories(folder.resolve("got")));
  }

  @Test
  @Order(LAST)
  void chainDown_shouldRefuseWhenTooStaleUnlessTheGlassIsBroken() throws IOException {
    try (Association association = open("ASSISTANT", null)) {
      assertThat(find(association)).isEqualTo(Status.SUCCESS);
      people.chain().anvil().kill();

      Sites.eventually(() -> assertThat(find(association).code()).isEqualTo(0x0124));
      assertThat(find(association).errorComment()).startsWith("the chain was last seen");
      assertThatThrownBy(() -> open("ASSISTANT", null))
          .isInstanceOfSatisfying(
              AssociationRejectedException.class,
              rejected -> assertThat(rejected.result()).isEqualTo(RejectResult.REJECTED_TRANSIENT));
      assertThat(node.status().at("/roles/problem").asText()).isNotEmpty();

      breakGlass("--reason", REASON, "--for", "30m").requireSuccess();
      assertThat(find(association)).isEqualTo(Status.SUCCESS);
      assertThat(node.audit("break-glass-used"))
          .singleElement()
          .satisfies(line -> {
            assertThat(line.path("reason").asText()).isEqualTo(REASON);
            assertThat(line.path("peer").asText()).isEqualTo("ASSISTANT");
            assertThat(line.path("service").asText()).isEqualTo("query");
          });
      Sites.eventually(() -> assertThat(node.audit("break-glass-opened")).hasSize(1));
      assertThatThrownBy(() -> open("PATIENT", null))
          .isInstanceOf(AssociationRejectedException.class);

      breakGlass("--end").requireSuccess();
      assertThat(find(association).code()).isEqualTo(0x0124);
      Sites.eventually(() -> assertThat(node.audit("break-glass-ended")).hasSize(1));
    }
  }

  private static ToolResult breakGlass(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("roles", "break-glass", "--config", node.configurationFile().toString()));
    command.addAll(List.of(options));
    return node.command(command.toArray(String[]::new));
  }

  @Test
  void status_shouldShowTheBlockAndItsAge() throws IOException {
    assertThat(node.number("roles.block")).isPositive();
    assertThat(node.number("roles.ageSeconds")).isNotNegative();
    assertThat(node.number("roles.accounts")).isEqualTo(4);
    assertThat(node.status().at("/roles/breakGlass").asText()).isEqualTo("closed");
    assertThat(new String(node.get("/").body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains(people.chain().contracts().roles().address().toString());
  }
}
