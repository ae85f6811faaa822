package org.sealgate.testdicom.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;
import org.sealgate.testdicom.process.Dcmtk;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.StorescpProcess;
import org.sealgate.testdicom.process.ToolResult;

/** The DCMTK tools against the PACS. */
class DcmtkInteroperabilityTest {
  private static final GeneratedStudy SERIES = Studies.tomography(StudyOptions.of(31), 4, 64, 64);

  @TempDir Path folder;
  private ScriptablePacs pacs;
  private List<Path> files;

  @BeforeEach
  void start() throws IOException {
    pacs = ScriptablePacs.start(PacsOptions.of("ARCHIVE"), folder.resolve("archive"));
    files = SERIES.writeTo(folder.resolve("files"), Encoding.DEFAULT);
  }

  @AfterEach
  void stop() {
    pacs.close();
  }

  @Test
  void echoscu_shouldSucceed() {
    run("echoscu").requireSuccess();
  }

  @Test
  void storescu_shouldSendTheSameBytesAsToStorescp() throws IOException {
    try (StorescpProcess storescp =
        StorescpProcess.start("STORESCP", Files.createDirectory(folder.resolve("scp")))) {
      store(storescp.peer());
      store(pacs.peer());

      for (String uid : SERIES.sopInstanceUids()) {
        byte[] direct = dataSet(storescp.receivedFile(uid).orElseThrow());
        assertThat(pacs.received(uid).orElseThrow().sha256()).isEqualTo(Sha256.of(direct));
      }
    }
  }

  @Test
  void findscu_shouldSeeTheStudy() throws IOException {
    store(pacs.peer());

    String output =
        run("findscu", "-v", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID")
            .requireSuccess()
            .output();

    assertThat(output).contains(SERIES.studyInstanceUid());
  }

  @Test
  void movescu_shouldMoveToStorescp() throws IOException {
    store(pacs.peer());
    try (StorescpProcess storescp =
        StorescpProcess.start("STORESCP", Files.createDirectory(folder.resolve("scp")))) {
      pacs.registerDestination(storescp.peer());

      run("movescu", "-S", "-aem", "STORESCP", "-k", "QueryRetrieveLevel=STUDY", "-k", study())
          .requireSuccess();

      for (String uid : SERIES.sopInstanceUids()) {
        byte[] moved = dataSet(storescp.receivedFile(uid).orElseThrow());
        assertThat(Sha256.of(moved)).isEqualTo(pacs.received(uid).orElseThrow().sha256());
      }
    }
  }

  @Test
  void getscu_shouldFetchTheStudy() throws IOException {
    store(pacs.peer());
    Path into = Files.createDirectory(folder.resolve("fetched"));

    run(
            "getscu",
            "-S",
            "+B",
            "-od",
            into.toString(),
            "-k",
            "QueryRetrieveLevel=STUDY",
            "-k",
            study())
        .requireSuccess();

    try (Stream<Path> fetched = Files.list(into)) {
      assertThat(fetched.map(DcmtkInteroperabilityTest::digest))
          .containsExactlyInAnyOrderElementsOf(
              pacs.received().stream().map(ReceivedInstance::sha256).toList());
    }
  }

  private String study() {
    return "StudyInstanceUID=" + SERIES.studyInstanceUid();
  }

  private void store(Peer peer) {
    List<String> arguments = new ArrayList<>(Dcmtk.peer("MODALITY", peer));
    files.forEach(file -> arguments.add(file.toString()));
    Dcmtk.runWithoutDelay("storescu", arguments.toArray(String[]::new)).requireSuccess();
  }

  private ToolResult run(String tool, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(Dcmtk.peer("VIEWER", pacs.peer()));
    return Dcmtk.runWithoutDelay(tool, arguments.toArray(String[]::new));
  }

  private static String digest(Path path) {
    try {
      return Sha256.of(dataSet(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] dataSet(Path path) throws IOException {
    try (DicomFile file = DicomFile.open(path);
        InputStream stream = file.dataSetStream()) {
      return stream.readAllBytes();
    }
  }
}
