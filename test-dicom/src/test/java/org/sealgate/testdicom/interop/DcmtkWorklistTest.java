package org.sealgate.testdicom.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.association.Association;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.SopClasses;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.dimse.service.Commands;
import org.sealgate.dimse.service.Priority;
import org.sealgate.dimse.service.Status;
import org.sealgate.testdicom.process.FreePorts;
import org.sealgate.testdicom.process.Peer;
import org.sealgate.testdicom.process.ScpProcess;

/** The modality worklist (PS3.4 K): {@code findscu -W} asks us, and we ask {@code wlmscpfs}. */
class DcmtkWorklistTest {
  private static final String WORKLIST = SopClasses.MODALITY_WORKLIST_FIND;

  @TempDir static Path folder;
  private static ScpProcess wlmscpfs;

  @BeforeAll
  static void start() throws IOException {
    Peer peer = Peer.local("WLM", FreePorts.next());
    Path files = Files.createDirectories(folder.resolve("data/WLM"));
    Files.createFile(files.resolve("lockfile"));
    DicomFile.write(
        files.resolve("step.wl"),
        FileMetaInformation.create(
            WORKLIST, "2.25.8", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "2.25.1", "SEALGATE"),
        WorklistAnswer.item());
    List<String> options = List.of("-v", "-dfr", "-dfp", folder.resolve("data").toString());
    wlmscpfs = ScpProcess.start(peer, ScpProcess.dcmtk("wlmscpfs", peer, folder, options));
  }

  @AfterAll
  static void stop() {
    wlmscpfs.close();
  }

  @Test
  void findscu_shouldSeeWhatIsScheduled() throws IOException {
    try (RecordingScp scp = RecordingScp.start("WORKLIST", new WorklistAnswer())) {
      String output =
          DcmtkTools.run(
                  "findscu",
                  scp.peer(),
                  List.of(),
                  "-v",
                  "-W",
                  "-k",
                  "PatientName",
                  "-k",
                  "ScheduledProcedureStepSequence[0].Modality=CT")
              .requireSuccess()
              .output();

      assertThat(output).contains(WorklistAnswer.PATIENT, "[S1]", "Success");
      DataSet asked = scp.requests().getFirst().attributes();
      assertThat(asked.getSequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE))
          .extracting(step -> step.getString(Tag.MODALITY, ""))
          .containsExactly("CT");
    }
  }

  @Test
  void wlmscpfs_shouldTellUsWhatIsScheduled() throws IOException {
    List<Exchange.Reply> replies = find(WorklistAnswer.STATION);

    assertThat(replies).hasSize(2);
    assertThat(replies.getFirst().status().isPending()).isTrue();
    DataSet item = replies.getFirst().attributes();
    assertThat(item.getString(Tag.PATIENT_NAME)).hasValue(WorklistAnswer.PATIENT);
    assertThat(item.getSequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE))
        .extracting(step -> step.getString(Tag.SCHEDULED_PROCEDURE_STEP_ID, ""))
        .containsExactly("S1");
    assertThat(replies.getLast().status().isSuccess()).isTrue();
  }

  @Test
  void wlmscpfs_shouldTellUsThatNothingIsScheduled() throws IOException {
    assertThat(find("OTHER"))
        .extracting(Exchange.Reply::status)
        .hasSize(1)
        .allMatch(Status::isSuccess);
  }

  private static List<Exchange.Reply> find(String station) throws IOException {
    try (Association association = Exchange.open(wlmscpfs.peer(), WORKLIST)) {
      return Exchange.all(
          association,
          WORKLIST,
          Commands.findRequest(WORKLIST, Priority.MEDIUM),
          WorklistAnswer.keys(station));
    }
  }
}
