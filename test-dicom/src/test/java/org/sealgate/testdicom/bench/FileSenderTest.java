package org.sealgate.testdicom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

/**
 * {@link FileSender} to {@link FileReceiver}: what the wire benchmark measures keeps every byte.
 */
final class FileSenderTest {
  private final GeneratedStudy study = Studies.tomography(StudyOptions.of(1), 3, 300, 300);

  @TempDir Path folder;
  private Path received;

  @BeforeEach
  void createFolder() throws IOException {
    received = Files.createDirectory(folder.resolve("received"));
  }

  @ParameterizedTest
  @ValueSource(ints = {4 << 10, 16 << 10, 128 << 10, 256 << 10})
  void send_shouldDeliverEveryByteOfTheDataSets(int pduLength) throws IOException {
    List<Path> sent = study.writeTo(folder.resolve("sent"), Encoding.DEFAULT);

    try (FileReceiver receiver = FileReceiver.start(received, pduLength)) {
      new FileSender(receiver.peer()).send(sent);
    }

    for (int image = 0; image < sent.size(); image++) {
      Path file = received.resolve(study.sopInstanceUids().get(image) + ".dcm");
      assertThat(dataSet(file)).isEqualTo(dataSet(sent.get(image)));
    }
    assertThat(files(received)).hasSize(sent.size());
  }

  @Test
  void send_shouldKeepTheTransferSyntaxOfEachFile() throws IOException {
    Encoding implicit = Encoding.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    Path first = study.writeTo(folder.resolve("explicit"), Encoding.DEFAULT).get(0);
    Path second = study.writeTo(folder.resolve("implicit"), implicit).get(1);

    try (FileReceiver receiver = FileReceiver.start(received, 16 << 10)) {
      new FileSender(receiver.peer()).send(List.of(first, second));
    }

    Path stored = received.resolve(study.sopInstanceUids().get(1) + ".dcm");
    assertThat(dataSet(stored)).isEqualTo(dataSet(second));
    try (DicomFile file = DicomFile.open(stored)) {
      assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }
  }

  @Test
  void send_shouldFail_whenTheReceiverCannotWrite() throws IOException {
    List<Path> sent = study.writeTo(folder.resolve("sent"), Encoding.DEFAULT);
    Files.createFile(received.resolve(study.sopInstanceUids().get(1) + ".dcm"));

    try (FileReceiver receiver = FileReceiver.start(received, 16 << 10)) {
      assertThatThrownBy(() -> new FileSender(receiver.peer()).send(sent))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("0002.dcm: the peer answered");
    }
  }

  private static byte[] dataSet(Path file) throws IOException {
    try (DicomFile dicom = DicomFile.open(file)) {
      return dicom.dataSetStream().readAllBytes();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }
}
