package org.sealgate.testdicom.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.AssociationRejectedException;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedInstance;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Repertoire;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.Peer;

/** The PACS as long as nothing is scripted, asked by our own client. */
class ScriptablePacsTest {
  private static final GeneratedStudy SERIES =
      Studies.tomography(StudyOptions.of(11).withAllOddities(), 3, 48, 48);
  private static final GeneratedStudy CLIP =
      Studies.ultrasound(StudyOptions.of(12).with(Repertoire.JAPANESE), 4, 40, 60);

  @TempDir Path folder;
  private ScriptablePacs pacs;
  private ScuClient client;

  @BeforeEach
  void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("ARCHIVE"), folder.resolve("archive"));
    client = new ScuClient("MODALITY", pacs.peer());
  }

  @AfterEach
  void stop() {
    pacs.close();
  }

  @Test
  void echo_shouldSucceed() throws IOException {
    assertThat(client.echo()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void store_shouldKeepEveryByte_inEveryEncoding() throws IOException {
    for (Encoding encoding :
        List.of(
            Encoding.DEFAULT.withGroupLengths(),
            Encoding.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).withUndefinedLengths(),
            Encoding.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN),
            Encoding.of(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
            Encoding.of(TransferSyntax.RLE_LOSSLESS))) {
      assertThat(client.store(DataSetSource.of(SERIES, encoding))).containsOnly(Status.SUCCESS);
      for (GeneratedInstance instance : SERIES.instances()) {
        StoredInstance stored = pacs.instance(instance.sopInstanceUid()).orElseThrow();
        assertThat(stored.transferSyntax()).isEqualTo(encoding.transferSyntax());
        assertThat(dataSet(stored)).isEqualTo(dataSet(instance, encoding));
      }
    }
  }

  @Test
  void received_shouldTellWhoSentWhat() throws IOException {
    client.store(DataSetSource.of(CLIP.instances().getFirst(), Encoding.DEFAULT));

    ReceivedInstance received = pacs.received(CLIP.sopInstanceUids().getFirst()).orElseThrow();
    assertThat(received.callingAeTitle()).isEqualTo("MODALITY");
    assertThat(received.calledAeTitle()).isEqualTo("ARCHIVE");
    assertThat(received.moveOriginatorAeTitle()).isEmpty();
    assertThat(received.status()).hasValue(0);
    assertThat(received.sha256())
        .isEqualTo(Sha256.of(dataSet(CLIP.instances().getFirst(), Encoding.DEFAULT)));
    assertThat(received.ended()).isAfterOrEqualTo(received.begun());
    assertThat(pacs.associations()).hasSize(1);
  }

  @Test
  void find_shouldAnswerAtEveryLevel() throws IOException {
    storeAll();

    List<DataSet> studies =
        client.find(
            QueryModel.STUDY_ROOT,
            level("STUDY")
                .putString(Tag.STUDY_INSTANCE_UID)
                .putString(Tag.PATIENT_NAME)
                .putString(Tag.MODALITIES_IN_STUDY)
                .putString(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES));
    assertThat(studies)
        .extracting(s -> s.getString(Tag.STUDY_INSTANCE_UID, ""))
        .containsExactly(SERIES.studyInstanceUid(), CLIP.studyInstanceUid());
    assertThat(studies)
        .extracting(s -> s.getInt(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, 0))
        .containsExactly(3, 1);
    assertThat(studies.get(1).getString(Tag.PATIENT_NAME, "")).contains("=");

    assertThat(
            client.find(
                QueryModel.PATIENT_ROOT, level("PATIENT").putString(Tag.PATIENT_NAME, "*^*")))
        .hasSize(2);
    assertThat(client.find(QueryModel.STUDY_ROOT, level("SERIES").putString(Tag.MODALITY, "CT")))
        .hasSize(1);
    assertThat(
            client.find(
                QueryModel.STUDY_ROOT,
                level("IMAGE")
                    .putString(Tag.STUDY_INSTANCE_UID, SERIES.studyInstanceUid())
                    .putString(Tag.SOP_INSTANCE_UID)))
        .extracting(i -> i.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void find_shouldFail_whenTheLevelIsMissing() {
    assertThatThrownBy(() -> client.find(QueryModel.STUDY_ROOT, new DataSet()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("A900");
  }

  @Test
  void move_shouldSendTheBytesThatWereStored_overOneAssociation() throws IOException {
    storeAll();
    try (ScriptablePacs viewer = viewer()) {
      pacs.registerDestination(viewer.peer());

      RetrieveResult result =
          client.move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "VIEWER");

      assertThat(result.status()).isEqualTo(Status.SUCCESS);
      assertThat(result.counts().completed()).isEqualTo(3);
      assertThat(result.pendingResponses()).isEqualTo(2);
      assertThat(viewer.associations()).hasSize(1);
      for (String uid : SERIES.sopInstanceUids()) {
        ReceivedInstance received = viewer.received(uid).orElseThrow();
        assertThat(received.sha256()).isEqualTo(pacs.received(uid).orElseThrow().sha256());
        assertThat(received.moveOriginatorAeTitle()).hasValue("MODALITY");
        assertThat(received.callingAeTitle()).isEqualTo("ARCHIVE");
      }
    }
  }

  @Test
  void move_shouldReencode_whenTheDestinationTakesOnlyImplicit() throws IOException {
    storeAll();
    try (ScriptablePacs viewer =
        ScriptablePacs.start(
            PacsOptions.of("VIEWER").taking(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
            folder.resolve("viewer"))) {
      pacs.registerDestination(viewer.peer());

      RetrieveResult result =
          client.move(QueryModel.STUDY_ROOT, ScuClient.study(SERIES.studyInstanceUid()), "VIEWER");

      assertThat(result.status()).isEqualTo(Status.SUCCESS);
      assertThat(viewer.received())
          .extracting(ReceivedInstance::transferSyntaxUid)
          .containsOnly(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
    }
  }

  @Test
  void move_shouldFail_whenTheDestinationIsUnknownOrAway() throws IOException {
    storeAll();
    DataSet identifier = ScuClient.study(SERIES.studyInstanceUid());
    assertThat(client.move(QueryModel.STUDY_ROOT, identifier, "NOBODY").status().code())
        .isEqualTo(0xA801);

    Peer gone;
    try (ScriptablePacs viewer = viewer()) {
      gone = viewer.peer();
    }
    pacs.registerDestination(gone);
    RetrieveResult result = client.move(QueryModel.STUDY_ROOT, identifier, "VIEWER");

    assertThat(result.status().code()).isEqualTo(0xA702);
    assertThat(result.failedInstances()).containsExactlyElementsOf(SERIES.sopInstanceUids());
  }

  @Test
  void get_shouldBringTheBytesThatWereStored() throws IOException {
    storeAll();
    Path into = Files.createDirectory(folder.resolve("fetched"));

    GetResult result =
        client.get(
            QueryModel.PATIENT_ROOT,
            level("IMAGE")
                .putString(Tag.SOP_INSTANCE_UID, SERIES.sopInstanceUids().toArray(String[]::new)),
            DataSetSource.of(SERIES, Encoding.DEFAULT),
            into);

    assertThat(result.result().status()).isEqualTo(Status.SUCCESS);
    assertThat(result.received()).hasSize(3);
    for (StoredInstance instance : result.received()) {
      assertThat(dataSet(instance))
          .isEqualTo(dataSet(pacs.instance(instance.sopInstanceUid()).orElseThrow()));
    }
  }

  @Test
  void association_shouldBeRejected_whenTheCalledTitleIsChecked() throws IOException {
    try (ScriptablePacs strict =
        ScriptablePacs.start(
            PacsOptions.of("STRICT").checkingCalledAeTitle(), folder.resolve("strict"))) {
      ScuClient wrong = new ScuClient("MODALITY", Peer.local("OTHER", strict.peer().port()));

      assertThatThrownBy(wrong::echo).isInstanceOf(AssociationRejectedException.class);
    }
  }

  private ScriptablePacs viewer() throws IOException {
    return ScriptablePacs.start(PacsOptions.of("VIEWER"), folder.resolve("viewer"));
  }

  private void storeAll() throws IOException {
    client.store(DataSetSource.of(SERIES, Encoding.DEFAULT));
    client.store(DataSetSource.of(CLIP, Encoding.of(TransferSyntax.RLE_LOSSLESS)));
  }

  private static DataSet level(String name) {
    return new DataSet().putString(Tag.QUERY_RETRIEVE_LEVEL, name);
  }

  private static byte[] dataSet(StoredInstance instance) throws IOException {
    try (InputStream stream = instance.openDataSet()) {
      return stream.readAllBytes();
    }
  }

  private static byte[] dataSet(GeneratedInstance instance, Encoding encoding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoding.writeDataSet(instance, out);
    return out.toByteArray();
  }
}
