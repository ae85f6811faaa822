package org.sealgate.testdicom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.process.NodeProcess;

/** Who gets in, and what becomes of those who do not speak DICOM. */
class AdmissionTest {
  private static final GeneratedStudy STUDY = Studies.tomography(StudyOptions.of(31), 1, 32, 32);

  @TempDir static Path folder;
  private static ScriptablePacs pacs;
  private static NodeProcess node;

  @BeforeAll
  static void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("PACS"), folder.resolve("pacs"));
    node =
        NodeProcess.start(
            Sites.node(pacs.peer())
                .withModality("READER", "query", "retrieve")
                .withModality("WRITER", "store")
                .with("limits.request-timeout", "1s"),
            folder.resolve("node"));
  }

  @AfterAll
  static void stop() {
    Sites.close(node);
    Sites.close(pacs);
  }

  @Test
  void unknownCallingTitle_shouldBeRejectedPermanentlyByTheUserForReason3() throws IOException {
    assertThat(answer("SEALGATE", "STRANGER")).isEqualTo(new byte[] {3, 0, 0, 0, 0, 4, 0, 1, 1, 3});
    JsonNode line = rejection("STRANGER");
    assertThat(line.path("reason").asText()).isEqualTo("CALLING_AE_TITLE_NOT_RECOGNIZED");
    assertThat(line.path("called").asText()).isEqualTo("SEALGATE");
  }

  @Test
  void unknownCalledTitle_shouldBeRejectedPermanentlyByTheUserForReason7() throws IOException {
    assertThat(answer("OTHER", Sites.MODALITY))
        .isEqualTo(new byte[] {3, 0, 0, 0, 0, 4, 0, 1, 1, 7});
    assertThat(rejection(Sites.MODALITY).path("reason").asText())
        .isEqualTo("CALLED_AE_TITLE_NOT_RECOGNIZED");
  }

  @Test
  void knownTitle_shouldBeAccepted() throws IOException {
    assertThat(answer("SEALGATE", Sites.MODALITY)).startsWith(2, 0);
  }

  /** What is sent, and whether the sender hangs up behind it. */
  static Stream<Arguments> garbage() {
    byte[] request = RawAssociation.associateRequest("SEALGATE", Sites.MODALITY);
    byte[] random = new byte[100_000];
    new Random(20261122).nextBytes(random);
    random[0] = 0x5a;
    byte[] huge = {1, 0, -1, -1, -1, -1, 0, 1, 0, 0};
    byte[] data = {4, 0, 0, 0, 0, 6, 0, 0, 0, 2, 1, 3};
    byte[] http = "GET / HTTP/1.1\r\nHost: pacs\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] damaged = request.clone();
    Arrays.fill(damaged, 80, damaged.length, (byte) 0x7f);
    return Stream.of(
        Arguments.of("random bytes", random, false),
        Arguments.of("an HTTP request", http, false),
        Arguments.of("a PDU of 4 GiB", huge, false),
        Arguments.of("P-DATA-TF without an association", data, false),
        Arguments.of("items of nonsense lengths", damaged, false),
        Arguments.of("a truncated A-ASSOCIATE-RQ", Arrays.copyOf(request, 60), true),
        Arguments.of("a stalled A-ASSOCIATE-RQ", Arrays.copyOf(request, 60), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("garbage")
  void garbage_shouldEndTheConnectionAndNothingElse(String name, byte[] bytes, boolean hangUp)
      throws IOException {
    int before = linesAboutConnections();
    try (RawAssociation connection = new RawAssociation(node.peer())) {
      connection.send(bytes);
      if (hangUp) {
        connection.endOutput();
      }
      byte[] answer = connection.read(10);

      assertThat(answer)
          .satisfiesAnyOf(
              nothing -> assertThat(nothing).isEmpty(),
              abort -> assertThat(abort).hasSize(10).startsWith(7, 0, 0, 0, 0, 4));
    }
    Sites.eventually(() -> assertThat(linesAboutConnections()).isGreaterThan(before));
    assertThat(new ScuClient(Sites.MODALITY, node.peer()).echo()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void store_shouldBeRefusedWithoutTheService() throws IOException {
    DataSetSource source = DataSetSource.of(STUDY, Encoding.DEFAULT).getFirst();

    Status status = new ScuClient("READER", node.peer()).store(source);

    assertThat(status.code()).isEqualTo(0x0124);
    assertThat(pacs.received()).isEmpty();
    assertThat(node.number("vault.instances")).isZero();
    assertThat(node.audit("service-refused"))
        .anySatisfy(line -> {
          assertThat(line.path("peer").asText()).isEqualTo("READER");
          assertThat(line.path("service").asText()).isEqualTo("store");
        });
  }

  @Test
  void move_shouldBeRefusedWithoutTheService() throws IOException {
    var result =
        new ScuClient("WRITER", node.peer())
            .move(QueryModel.STUDY_ROOT, ScuClient.study(STUDY.studyInstanceUid()), Sites.VIEWER);

    assertThat(result.status().code()).isEqualTo(0x0124);
  }

  private static int linesAboutConnections() {
    return node.process().log().split("Connection from /?127\\.0\\.0\\.1", -1).length - 1;
  }

  private static byte[] answer(String called, String calling) throws IOException {
    try (RawAssociation connection = new RawAssociation(node.peer())) {
      return connection.send(RawAssociation.associateRequest(called, calling)).read(10);
    }
  }

  private static JsonNode rejection(String calling) throws IOException {
    List<JsonNode> lines =
        node.audit("association-rejected").stream()
            .filter(line -> line.path("calling").asText().equals(calling))
            .toList();
    assertThat(lines).isNotEmpty();
    return lines.getLast();
  }
}
