package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DicomFileTest {
  @TempDir private Path folder;

  private static FileMetaInformation meta(TransferSyntax syntax) {
    return FileMetaInformation.create(
        SopClasses.CT_IMAGE_STORAGE, "1.2.3.4", syntax, "1.2.826.0.1.3680043.10.1", "TEST_1");
  }

  private static byte[] file(FileMetaInformation meta, byte[] dataSet) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    DicomFile.writeHeader(stream, meta);
    stream.write(dataSet);
    return stream.toByteArray();
  }

  private static DicomFile open(byte[] bytes) throws IOException {
    return DicomFile.open(new ByteArrayInputStream(bytes));
  }

  static Stream<TransferSyntax> syntaxes() {
    return DataSetWriterTest.nativeSyntaxes();
  }

  @ParameterizedTest
  @MethodSource("syntaxes")
  void open_shouldReadWhatWasWritten(TransferSyntax syntax) throws IOException {
    Path path = folder.resolve("image.dcm");
    FileMetaInformation meta = meta(syntax).withSourceApplicationEntityTitle("CT_1");
    DicomFile.write(path, meta, Samples.image());
    try (DicomFile file = DicomFile.open(path)) {
      assertThat(file.metaInformation()).contains(meta);
      assertThat(file.transferSyntax()).isEqualTo(syntax);
      assertThat(file.readDataSet()).isEqualTo(Samples.image());
    }
  }

  @Test
  void readDataSet_shouldStopBeforePixelData() throws IOException {
    byte[] dataSet =
        DataSetWriter.toBytes(Samples.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    byte[] truncated = Arrays.copyOf(dataSet, dataSet.length - 3);
    try (DicomFile file = open(file(meta(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), truncated))) {
      DataSet read = file.readDataSet(ReaderOptions.DEFAULT.stoppingBefore(Tag.FLOAT_PIXEL_DATA));
      assertThat(read.contains(Tag.PIXEL_SPACING)).isTrue();
      assertThat(read.contains(Tag.FLOAT_PIXEL_DATA)).isFalse();
      assertThat(read.contains(Tag.PIXEL_DATA)).isFalse();
    }
  }

  @Test
  void dataSetStream_shouldStartWithTheDataSet() throws IOException {
    byte[] dataSet =
        DataSetWriter.toBytes(Samples.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    try (DicomFile file = open(file(meta(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet))) {
      assertThat(file.dataSetStream().readAllBytes()).isEqualTo(dataSet);
    }
  }

  @Test
  void dataSetOffset_shouldBeWhereTheDataSetBegins() throws IOException {
    byte[] dataSet =
        DataSetWriter.toBytes(Samples.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    byte[] bytes = file(meta(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet);
    int offset = bytes.length - dataSet.length;
    assertThat(offsetIn(bytes)).isEqualTo(offset);
    assertThat(offsetIn(Arrays.copyOfRange(bytes, 132, bytes.length))).isEqualTo(offset - 132);
    assertThat(offsetIn(dataSet)).isZero();
  }

  private static long offsetIn(byte[] bytes) throws IOException {
    try (DicomFile file = open(bytes)) {
      return file.dataSetOffset();
    }
  }

  @Test
  void open_shouldNotRelyOnGroupLength() throws IOException {
    byte[] dataSet =
        DataSetWriter.toBytes(Samples.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    byte[] bytes = file(meta(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet);
    bytes[128 + 4 + 8] ^= 0x55;
    try (DicomFile file = open(bytes)) {
      assertThat(file.dataSetStream().readAllBytes()).isEqualTo(dataSet);
    }
  }

  @Test
  void open_shouldAcceptMetaInformationWithoutPreamble() throws IOException {
    FileMetaInformation meta = meta(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    byte[] bytes =
        file(
            meta, DataSetWriter.toBytes(Samples.image(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
    try (DicomFile file = open(Arrays.copyOfRange(bytes, 132, bytes.length))) {
      assertThat(file.metaInformation()).contains(meta);
      assertThat(file.readDataSet()).isEqualTo(Samples.image());
    }
  }

  @Test
  void open_shouldGuessTransferSyntax_whenThereIsNoMetaInformation() throws IOException {
    for (TransferSyntax syntax :
        new TransferSyntax[] {
          TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
          TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
        }) {
      try (DicomFile file = open(DataSetWriter.toBytes(Samples.image(), syntax))) {
        assertThat(file.metaInformation()).isEmpty();
        assertThat(file.transferSyntax()).isEqualTo(syntax);
        assertThat(file.readDataSet()).isEqualTo(Samples.image());
      }
    }
  }

  @Test
  void open_shouldRefuseOtherFiles() {
    for (String content : new String[] {"", "DICM", "<html>not a DICOM file at all</html>"}) {
      assertThatThrownBy(() -> open(content.getBytes(StandardCharsets.US_ASCII)))
          .isInstanceOf(DataSetFormatException.class)
          .hasMessageContaining("expected a DICOM file");
    }
  }

  @Test
  void open_shouldRefuseEveryTruncationOfTheMetaInformation() throws IOException {
    byte[] bytes = file(meta(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), new byte[0]);
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      if (isCompleteEnough(bytes, length)) {
        assertThat(open(truncated).metaInformation()).isPresent();
      } else {
        assertThatThrownBy(() -> open(truncated).readDataSet())
            .as("cut off after %d bytes", length)
            .isInstanceOf(DataSetFormatException.class);
      }
    }
  }

  /** Between two elements behind the transfer syntax UID the meta information may well end. */
  private static boolean isCompleteEnough(byte[] bytes, int length) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int implementationClass = text.indexOf("\u0002\u0000\u0012\u0000");
    int implementationVersion = text.indexOf("\u0002\u0000\u0013\u0000");
    return length == implementationClass || length == implementationVersion;
  }

  @Test
  void write_shouldComputeGroupLength() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new FileMetaInformation("1.2", "1.3", "1.2.840.10008.1.2", "1.4", "", "").write(stream);
    assertThat(stream.toByteArray())
        .isEqualTo(
            Hex.bytes(
                """
                0200 0000 55 4C 0400 4C000000                       // (0002,0000) UL: 76 bytes follow
                0200 0100 4F 42 0000 02000000 0001                  // (0002,0001) OB: version 1
                0200 0200 55 49 0400 312E3200                       // (0002,0002) UI: 1.2
                0200 0300 55 49 0400 312E3300                       // (0002,0003) UI: 1.3
                0200 1000 55 49 1200 312E322E3834302E31303030382E312E3200 // (0002,0010) UI
                0200 1200 55 49 0400 312E3400                       // (0002,0012) UI: 1.4
                """));
  }

  @Test
  void constructor_shouldRefuseEmptyTransferSyntax() {
    assertThatThrownBy(() -> new FileMetaInformation("1.2", "1.3", "", "1.4", "", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0002,0010)");
  }
}
