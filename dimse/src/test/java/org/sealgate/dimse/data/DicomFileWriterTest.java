package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DicomFileWriterTest {
  private static final FileMetaInformation META =
      FileMetaInformation.create(
          SopClasses.CT_IMAGE_STORAGE,
          "2.25.1",
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          "2.25.2",
          "TEST");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 3_700, 4_095, 4_096, 4_097, 10_000, 131_060, 300_000})
  void write_shouldKeepEveryByteWhateverThePieces(int pieceLength) throws IOException {
    byte[] dataSet = new byte[300_000];
    new Random(pieceLength).nextBytes(dataSet);
    Path file = folder.resolve("image.dcm");

    write(file, META, dataSet, pieceLength);

    assertThat(file).hasBinaryContent(expected(META, dataSet));
  }

  @Test
  void write_shouldTakeFileMetaInformationLongerThanPages() throws IOException {
    FileMetaInformation longMeta = META.withSourceApplicationEntityTitle("A".repeat(9_001));
    byte[] dataSet = new byte[20_000];
    Path file = folder.resolve("image.dcm");

    write(file, longMeta, dataSet, 77);

    assertThat(file).hasBinaryContent(expected(longMeta, dataSet));
  }

  @Test
  void write_shouldConsumeDirectBuffersAndReuseNothingOfThem() throws IOException {
    ByteBuffer borrowed = ByteBuffer.allocateDirect(5_000);
    Path file = folder.resolve("image.dcm");
    try (DicomFileWriter writer = DicomFileWriter.create(file, META)) {
      writer.write(borrowed);
      assertThat(borrowed.hasRemaining()).isFalse();
      borrowed.clear().put(new byte[] {1, 1, 1, 1}).clear();
      while (borrowed.hasRemaining()) {
        borrowed.put((byte) 1);
      }
      writer.finish();
    }

    assertThat(file).hasBinaryContent(expected(META, new byte[5_000]));
  }

  @Test
  void finish_shouldLeaveAFileWithoutDataSetReadable() throws IOException {
    Path file = folder.resolve("image.dcm");
    write(file, META, new byte[0], 1);

    try (DicomFile read = DicomFile.open(file)) {
      assertThat(read.metaInformation()).contains(META);
      assertThat(read.dataSetOffset()).isEqualTo(Files.size(file));
    }
  }

  @Test
  void close_shouldDeleteWhatIsNotFinished() throws IOException {
    Path file = folder.resolve("image.dcm");
    try (DicomFileWriter writer = DicomFileWriter.create(file, META)) {
      writer.write(ByteBuffer.allocate(100_000));
    }

    assertThat(file).doesNotExist();
  }

  @Test
  void create_shouldRefuseAFileThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("image.dcm"), "precious");

    assertThatThrownBy(() -> DicomFileWriter.create(file, META))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }

  private static void write(Path file, FileMetaInformation meta, byte[] dataSet, int pieceLength)
      throws IOException {
    try (DicomFileWriter writer = DicomFileWriter.create(file, meta)) {
      for (int at = 0; at < dataSet.length; at += pieceLength) {
        writer.write(ByteBuffer.wrap(dataSet, at, Math.min(pieceLength, dataSet.length - at)));
      }
      writer.finish();
    }
  }

  private static byte[] expected(FileMetaInformation meta, byte[] dataSet) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DicomFile.writeHeader(bytes, meta);
    bytes.writeBytes(dataSet);
    return bytes.toByteArray();
  }
}
