package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.ServerOptions;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
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
import org.sealgate.testdicom.pacs.RetrieveResult;
import org.sealgate.testdicom.pacs.ScriptablePacs;
import org.sealgate.testdicom.pacs.ScuClient;
import org.sealgate.testdicom.pacs.StoredInstance;
import org.sealgate.testdicom.process.OrthancOptions;
import org.sealgate.testdicom.process.OrthancProcess;
import org.sealgate.testdicom.process.Peer;

/** Orthanc with DICOM TLS in both roles; each side checks the other's certificate. */
class OrthancTlsTest {
  private static final GeneratedStudy STUDY = Studies.tomography(StudyOptions.of(111), 3, 32, 32);
  private static final List<DataSetSource> SENT = DataSetSource.of(STUDY, Encoding.DEFAULT);

  @TempDir static Path folder;
  private static TlsIdentity us;
  private static TlsIdentity orthancs;
  private static TlsIdentity stranger;
  private static ScriptablePacs pacs;
  private static RecordingScp untrusted;
  private static OrthancProcess orthanc;
  private static List<Status> stored;

  @BeforeAll
  static void start() throws Exception {
    us = TlsIdentity.create("sealgate", folder);
    orthancs = TlsIdentity.create("orthanc", folder);
    stranger = TlsIdentity.create("stranger", folder);
    pacs =
        ScriptablePacs.start(
            PacsOptions.of("ARCHIVE").through(us.mutual(orthancs)), folder.resolve("archive"));
    untrusted =
        RecordingScp.start(
            "STRANGER",
            ServerOptions.onLoopback(0).withTls(stranger.mutual(orthancs)),
            RecordingScp.Handler.SUCCESS);
    orthanc =
        OrthancProcess.start(
            options(pacs.peer(), untrusted.peer()),
            Files.createDirectory(folder.resolve("orthanc")),
            us.mutual(orthancs));
    stored = client().store(SENT);
  }

  private static OrthancOptions options(Peer... peers) {
    return OrthancOptions.DEFAULT
        .with("DicomTlsEnabled", true)
        .with("DicomTlsCertificate", orthancs.certificateFile().toString())
        .with("DicomTlsPrivateKey", orthancs.keyFile().toString())
        .with("DicomTlsTrustedCertificates", us.certificateFile().toString())
        .with("DicomTlsRemoteCertificateRequired", true)
        .withTlsPeers(peers);
  }

  @AfterAll
  static void stop() {
    orthanc.close();
    untrusted.close();
    pacs.close();
  }

  private static ScuClient client() throws Exception {
    return plain().through(us.mutual(orthancs));
  }

  private static ScuClient plain() {
    return new ScuClient("SEALGATE", orthanc.peer());
  }

  @Test
  void itsArchive_shouldTakeAndFindWhatWeStore() throws Exception {
    assertThat(stored).hasSize(SENT.size()).allMatch(Status::isSuccess);
    DataSet keys =
        ScuClient.study(STUDY.studyInstanceUid())
            .putString(Tag.QUERY_RETRIEVE_LEVEL, "IMAGE")
            .putString(Tag.SOP_INSTANCE_UID);
    assertThat(client().find(QueryModel.STUDY_ROOT, keys))
        .extracting(match -> match.getString(Tag.SOP_INSTANCE_UID, ""))
        .containsExactlyInAnyOrderElementsOf(STUDY.sopInstanceUids());
  }

  @Test
  void itsArchive_shouldMoveToUs() throws Exception {
    RetrieveResult moved =
        client().move(QueryModel.STUDY_ROOT, ScuClient.study(STUDY.studyInstanceUid()), "ARCHIVE");

    assertThat(moved.status().isSuccess()).isTrue();
    for (DataSetSource source : SENT) {
      assertThat(pacs.received(source.sopInstanceUid()).orElseThrow().sha256())
          .isEqualTo(DataSets.digest(source));
    }
  }

  @Test
  void itsArchive_shouldSendOnOurOwnAssociation() throws Exception {
    GetResult got =
        client()
            .get(
                QueryModel.STUDY_ROOT,
                ScuClient.study(STUDY.studyInstanceUid()),
                SENT,
                Files.createDirectory(folder.resolve("got")));

    assertThat(got.result().status().isSuccess()).isTrue();
    assertThat(DataSets.digests(got.received().stream().map(StoredInstance::file).toList()))
        .isEqualTo(DataSets.digestsOf(SENT));
  }

  @Test
  void itsArchive_shouldBeLeftOut_withACertificateThatWeDoNotTrust() {
    assertThatThrownBy(() -> plain().through(us.mutual(stranger)).echo())
        .isInstanceOf(IOException.class);
  }

  @Test
  void itsArchive_shouldLeaveUsOut_withACertificateThatItDoesNotTrust() {
    assertThatThrownBy(() -> plain().through(stranger.mutual(orthancs)).echo())
        .isInstanceOf(IOException.class);
  }

  @Test
  void itsArchive_shouldLeaveUsOut_inClear() {
    assertThatThrownBy(() -> plain().echo()).isInstanceOf(IOException.class);
  }

  @Test
  void itsEcho_shouldSucceed() throws IOException {
    // Orthanc answers HTTP 500 when the C-ECHO fails.
    assertThat(orthanc.rest().post("modalities/ARCHIVE/echo", Map.of())).isEmpty();
  }

  @Test
  void itsEcho_shouldFail_withACertificateThatItDoesNotTrust() {
    assertThatThrownBy(() -> orthanc.rest().post("modalities/STRANGER/echo", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered 500");
    assertThat(untrusted.associations()).isEmpty();
  }

  @Test
  void itsStore_shouldArriveByteForByte() throws Exception {
    DataSetSource source =
        DataSetSource.of(Studies.tomography(StudyOptions.of(112), 1, 32, 32), Encoding.DEFAULT)
            .getFirst();
    client().store(source);
    String instance = orthanc.rest().findInstance(source.sopInstanceUid()).orElseThrow();

    orthanc.rest().post("modalities/ARCHIVE/store", instance);

    assertThat(pacs.received(source.sopInstanceUid()).orElseThrow().sha256())
        .isEqualTo(DataSets.digest(source));
  }

  @Test
  void itsArchive_shouldServeAnybody_whenNoCertificateIsRequired() throws Exception {
    SSLContext anybody = TlsIdentity.nobodyTrusting(orthancs);
    OrthancOptions open = options().with("DicomTlsRemoteCertificateRequired", false);
    try (OrthancProcess server =
        OrthancProcess.start(
            open,
            Files.createDirectory(folder.resolve("open")),
            TlsSettings.serverOnly(() -> anybody))) {
      ScuClient client =
          new ScuClient("SEALGATE", server.peer()).through(TlsSettings.serverOnly(() -> anybody));
      assertThat(client.store(SENT)).allMatch(Status::isSuccess);
      assertThatThrownBy(() -> plain().through(TlsSettings.serverOnly(() -> anybody)).echo())
          .isInstanceOf(IOException.class);
    }
  }
}
