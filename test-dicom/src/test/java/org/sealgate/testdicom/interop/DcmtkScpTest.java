package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.association.AssociationConnector;
import org.sealgate.dimse.association.AssociationLimits;
import org.sealgate.dimse.association.ConnectOptions;
import org.sealgate.dimse.association.DimseResponse;
import org.sealgate.dimse.association.PendingOperation;
import org.sealgate.dimse.association.PresentationContext;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.pdu.AeTitle;
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
import org.sealgate.testdicom.process.DcmqrscpProcess;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;

/**
 * DCMTK's archive {@code dcmqrscp} and its receiver {@code dcmrecv}, asked by our network layer.
 */
class DcmtkScpTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(91), 40, 32, 32);
  private static final List<DataSetSource> SOURCES = DataSetSource.of(SERIES, Encoding.DEFAULT);
  private static final DataSet STUDY = ScuClient.study(SERIES.studyInstanceUid());

  @TempDir static Path folder;
  private static ScriptablePacs viewer;
  private static DcmqrscpProcess archive;
  private static List<Status> stored;

  @BeforeAll
  static void start() throws IOException {
    viewer = ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
    archive =
        DcmqrscpProcess.start(
            "QRSCP", Files.createDirectory(folder.resolve("qr")), List.of(viewer.peer()));
    stored = us().store(SOURCES);
  }

  @AfterAll
  static void stop() {
    archive.close();
    viewer.close();
  }

  @Test
  void dcmqrscp_shouldTakeWhatWeStore() {
    assertThat(stored).hasSize(SOURCES.size()).allMatch(Status::isSuccess);
  }

  @ParameterizedTest
  @EnumSource
  void dcmqrscp_shouldFindEveryInstance(QueryModel model) throws IOException {
    DataSet patient =
        new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, "PATIENT").putString(Tag.PATIENT_ID);
    DataSet keys =
        ScuClient.study(SERIES.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SERIES_INSTANCE_UID, SERIES.seriesInstanceUid())
            .putString(Tag.SOP_INSTANCE_UID);
    if (model == QueryModel.PATIENT_ROOT) {
      List<DataSet> patients = us().find(model, patient);
      keys.putString(Tag.PATIENT_ID, patients.getFirst().getString(Tag.PATIENT_ID, ""));
    }

    assertThat(us().find(model, keys))
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void dcmqrscp_shouldMoveToUs() throws IOException {
    int before = viewer.received().size();

    RetrieveResult moved = us().move(QueryModel.STUDY_ROOT, STUDY, "VIEWER");

    assertThat(moved.status().isSuccess()).isTrue();
    assertThat(moved.counts().completed()).isEqualTo(SOURCES.size());
    assertThat(viewer.received().subList(before, viewer.received().size()))
        .allMatch(instance -> instance.moveOriginatorAeTitle().orElse("").equals("SEALGATE"))
        .extracting(ReceivedInstance::sha256)
        .containsExactlyInAnyOrderElementsOf(DataSets.digestsOf(SOURCES).values());
  }

  @Test
  void dcmqrscp_shouldRefuseADestinationThatItDoesNotKnow() throws IOException {
    RetrieveResult moved = us().move(QueryModel.STUDY_ROOT, STUDY, "NOBODY");

    assertThat(moved.status().hasCodeOf(Status.MOVE_DESTINATION_UNKNOWN)).isTrue();
  }

  @Test
  void dcmqrscp_shouldSendOnOurOwnAssociation() throws IOException {
    GetResult got =
        us().get(
                QueryModel.STUDY_ROOT,
                STUDY,
                SOURCES,
                Files.createDirectory(folder.resolve("got")));

    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(DataSets.digests(got.received().stream().map(each -> each.file()).toList()))
        .isEqualTo(DataSets.digestsOf(SOURCES));
  }

  @Test
  void dcmqrscp_shouldEndAMove_whenWeCancel() throws IOException {
    try (Association association = Exchange.open(archive.peer(), SopClasses.STUDY_ROOT_MOVE)) {
      PresentationContext context = association.presentationContexts().getFirst();
      try (PendingOperation operation =
          association.move(
              context, Priority.MEDIUM, new AeTitle("VIEWER"), Exchange.bytes(STUDY, context))) {
        operation.next();
        operation.cancel();

        DimseResponse last = operation.awaitFinal();

        // The cancellation may come when the last instance is on its way already.
        assertThat(last).isNotNull();
        assertThat(last.status()).isIn(Status.CANCEL, Status.SUCCESS);
      }
      assertThat(association.isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"4096,4096", "16384,131072", "262144,262144"})
  void dcmrecv_shouldReceiveEveryByte_withAnyPduLength(int received, int sent) throws IOException {
    Path into = Files.createDirectory(folder.resolve("recv-" + received));
    Peer peer = Peer.local("RECV", FreePorts.next());
    List<String> options =
        List.of(
            "-v",
            "+B",
            "-xf",
            profile().toString(),
            "CT",
            "-od",
            into.toString(),
            "-pdu",
            "131072");
    try (ScpProcess _ = ScpProcess.start(peer, ScpProcess.dcmtk("dcmrecv", peer, folder, options));
        Association association = AssociationConnector.connect(storage(peer, received, sent))) {
      for (DataSetSource source : SOURCES.subList(0, 5)) {
        assertThat(ScuClient.store(association, source).isSuccess()).isTrue();
      }
    }
    try (Stream<Path> files = Files.list(into)) {
      assertThat(DataSets.digests(files.toList()))
          .isEqualTo(DataSets.digestsOf(SOURCES.subList(0, 5)));
    }
  }

  /** Without a profile dcmrecv takes nothing but C-ECHO. */
  private static Path profile() throws IOException {
    return Files.writeString(
        folder.resolve("recv.cfg"),
        """
        [[TransferSyntaxes]]
        [Explicit]
        TransferSyntax1 = LittleEndianExplicit
        [Implicit]
        TransferSyntax1 = LittleEndianImplicit
        [[PresentationContexts]]
        [CT]
        PresentationContext1 = CTImageStorage\\Explicit
        PresentationContext2 = VerificationSOPClass\\Implicit
        [[Profiles]]
        [CT]
        PresentationContexts = CT
        """);
  }

  private static ConnectOptions storage(Peer peer, int received, int sent) {
    return Exchange.to(peer)
        .propose(SopClasses.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid())
        .withLimits(AssociationLimits.DEFAULT.withPduLengths(received, sent));
  }

  private static ScuClient us() {
    return new ScuClient("SEALGATE", archive.peer());
  }
}
