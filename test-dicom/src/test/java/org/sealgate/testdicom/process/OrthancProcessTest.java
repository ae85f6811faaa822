package org.sealgate.testdicom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.Tag;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

class OrthancProcessTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(41), 3, 64, 64);
  private static final String FIRST = SERIES.sopInstanceUids().getFirst();

  @TempDir Path folder;

  @Test
  void orthanc_shouldStoreAndMoveToARegisteredDestination() throws IOException {
    try (OrthancProcess orthanc = start(OrthancOptions.DEFAULT);
        StorescpProcess storescp =
            StorescpProcess.start("STORESCP", Files.createDirectory(folder.resolve("scp")))) {
      store(orthanc);
      assertThat(orthanc.rest().instanceCount()).isEqualTo(3);
      assertThat(orthanc.rest().findInstance("1.2.3")).isEmpty();

      orthanc.rest().registerPeer(storescp.peer());
      Scu.move(orthanc.peer(), "STORESCP", SERIES.studyInstanceUid()).requireSuccess();

      assertThat(storescp.receivedFiles()).hasSize(3);
    }
  }

  @Test
  void storedFile_shouldLetATestAlterPixelsBehindItsBack() throws IOException {
    try (OrthancProcess orthanc = start(OrthancOptions.DEFAULT)) {
      store(orthanc);
      Path stored = orthanc.storedFile(FIRST);

      FileTampering.flipLastBit(stored);

      String instance = orthanc.rest().findInstance(FIRST).orElseThrow();
      byte[] served = orthanc.rest().file(instance);
      assertThat(served).isEqualTo(Files.readAllBytes(stored));
      byte[] pixels = SERIES.instances().getFirst().pixels().frame(0);
      assertThat(served[served.length - 1]).isEqualTo((byte) (pixels[pixels.length - 1] ^ 1));
      assertThatThrownBy(() -> orthanc.storedFile(FIRST))
          .isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void modify_shouldReplaceTheInstanceUnderItsUid() throws IOException {
    try (OrthancProcess orthanc = start(OrthancOptions.DEFAULT)) {
      store(orthanc);

      orthanc
          .rest()
          .modify(
              orthanc.rest().findInstance(FIRST).orElseThrow(), "{\"PatientName\":\"Other^Name\"}");

      String instance = orthanc.rest().findInstance(FIRST).orElseThrow();
      Path file = folder.resolve("modified.dcm");
      Files.write(file, orthanc.rest().file(instance));
      try (DicomFile modified = DicomFile.open(file)) {
        DataSet attributes = modified.readDataSet();
        assertThat(attributes.getString(Tag.PATIENT_NAME, "")).isEqualTo("Other^Name");
        assertThat(attributes.getString(Tag.SOP_INSTANCE_UID, "")).isEqualTo(FIRST);
      }
      assertThat(orthanc.rest().instanceCount()).isEqualTo(3);
    }
  }

  @Test
  void restart_shouldKeepStorageAndPorts() throws IOException {
    try (OrthancProcess orthanc = start(OrthancOptions.DEFAULT)) {
      store(orthanc);
      Peer before = orthanc.peer();

      orthanc.stop();
      assertThat(orthanc.isRunning()).isFalse();
      orthanc.restart();

      assertThat(orthanc.peer()).isEqualTo(before);
      assertThat(orthanc.rest().instanceCount()).isEqualTo(3);
    }
  }

  @Test
  void options_shouldDecideWhoMayCall() throws IOException {
    OrthancOptions strict =
        OrthancOptions.DEFAULT.withAeTitle("STRICT").checkingCalledAeTitle().forKnownPeersOnly();
    try (OrthancProcess orthanc = start(strict)) {
      Peer wrong = Peer.local("OTHER", orthanc.peer().port());
      assertThat(Dcmtk.run("echoscu", Dcmtk.peer("A", wrong).toArray(String[]::new)).succeeded())
          .isFalse();
      assertThat(storescu("STRANGER", orthanc).succeeded()).isFalse();
      assertThat(orthanc.rest().instanceCount()).isZero();
    }
  }

  private OrthancProcess start(OrthancOptions options) throws IOException {
    return OrthancProcess.start(options, Files.createDirectory(folder.resolve("orthanc")));
  }

  private void store(OrthancProcess orthanc) throws IOException {
    storescu("MODALITY", orthanc).requireSuccess();
  }

  private ToolResult storescu(String title, OrthancProcess orthanc) throws IOException {
    List<String> arguments = new ArrayList<>(Dcmtk.peer(title, orthanc.peer()));
    SERIES
        .writeTo(folder.resolve("files"), Encoding.DEFAULT)
        .forEach(file -> arguments.add(file.toString()));
    return Dcmtk.runWithoutDelay("storescu", arguments.toArray(String[]::new));
  }
}
