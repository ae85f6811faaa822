package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.e2e.DataSets;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.pacs.DataSetSource;
import org.sealgate.testdicom.pacs.GetResult;
import org.sealgate.testdicom.pacs.PacsOptions;
import org.sealgate.testdicom.pacs.QueryModel;
import org.sealgate.testdicom.pacs.ReceivedInstance;
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.pacs.StoredInstance;
import org.sealgate.testdicom.process.DcmjsDimse;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;

/** dcmjs-dimse's server: verification, storage, query and retrieval. */
class DcmjsScpTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(71), 3, 32, 32);
  private static final List<DataSetSource> SOURCES = DataSetSource.of(SERIES, Encoding.DEFAULT);

  @TempDir static Path folder;
  private static Path received;
  private static ScriptablePacs viewer;
  private static ScpProcess dcmjs;
  private static List<Status> stored;

  @BeforeAll
  static void start() throws IOException {
    received = Files.createDirectory(folder.resolve("received"));
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    Map<String, Object> destination =
        Map.of("host", viewer.peer().host(), "port", viewer.peer().port());
    Peer peer = Peer.local("DCMJS", FreePorts.next());
    dcmjs =
        ScpProcess.start(
            peer,
            DcmjsDimse.server(
                peer, received, Map.of("destinations", Map.of("VIEWER", destination))));
    stored = client().store(SOURCES);
  }

  @AfterAll
  static void stop() {
    dcmjs.close();
    viewer.close();
  }

  @Test
  void echo_shouldSucceed() throws IOException {
    assertThat(client().echo().isSuccess()).isTrue();
  }

  @Test
  void store_shouldArriveByteForByte() throws Exception {
    assertThat(stored).hasSize(SOURCES.size()).allMatch(Status::isSuccess);
    for (DataSetSource source : SOURCES) {
      byte[] bytes = Files.readAllBytes(received.resolve(source.sopInstanceUid()));
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
          .isEqualTo(DataSets.digest(source));
    }
  }

  @Test
  void find_shouldSeeEveryInstance() throws IOException {
    DataSet keys =
        ScuClient.study(SERIES.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SOP_INSTANCE_UID)
            .putString(Tag.PATIENT_NAME);

    List<DataSet> found = client().find(QueryModel.STUDY_ROOT, keys);

    assertThat(found)
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void find_shouldEndWithCancel_whenWeCancel() throws IOException {
    DataSet keys = ScuClient.study(SERIES.studyInstanceUid()).putString(Tag.PATIENT_NAME, "HOLD");
    try (Association association = Exchange.open(dcmjs.peer(), SopClasses.STUDY_ROOT_FIND)) {
      PresentationContext context = association.presentationContexts().getFirst();
      try (PendingOperation operation =
          association.find(context, Priority.MEDIUM, Exchange.bytes(keys, context))) {
        operation.next();
        operation.cancel();

        DimseResponse last = operation.awaitFinal();

        assertThat(last).isNotNull();
        assertThat(last.status().hasCodeOf(Status.CANCEL)).isTrue();
      }
      assertThat(association.isOpen()).isTrue();
    }
  }

  @Test
  void move_shouldSendToOurSideOfTheNetwork() throws IOException {
    RetrieveResult result =
        client().move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "VIEWER");

    assertThat(result.status().isSuccess()).isTrue();
    assertThat(result.counts().completed()).isEqualTo(SOURCES.size());
    assertThat(result.pendingResponses()).isEqualTo(SOURCES.size() - 1);
    assertThat(viewer.received())
        .extracting(ReceivedInstance::sopInstanceUid)
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void move_shouldFail_withADestinationThatNobodyKnows() throws IOException {
    RetrieveResult result =
        client().move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "NOBODY");

    assertThat(result.status().hasCodeOf(Status.MOVE_DESTINATION_UNKNOWN)).isTrue();
  }

  @Test
  void get_shouldFetchTheStudy() throws IOException {
    GetResult got =
        client()
            .get(
                QueryModel.STUDY_ROOT,
                ScuClient.study(SERIES.studyInstanceUid()),
                SOURCES,
                Files.createDirectory(folder.resolve("got")));

    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(got.result().counts().completed()).isEqualTo(SOURCES.size());
    assertThat(got.received())
        .extracting(StoredInstance::sopInstanceUid)
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  private static ScuClient client() {
    return new ScuClient("SEALGATE", dcmjs.peer());
  }
}
