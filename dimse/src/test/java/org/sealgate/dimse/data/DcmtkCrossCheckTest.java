package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DCMTK, an independent implementation, has to read what we write and to write what we read. */
class DcmtkCrossCheckTest {
  @TempDir private Path folder;
  private Path written;
  private Path converted;

  @BeforeEach
  void namePaths() {
    written = folder.resolve("written.dcm");
    converted = folder.resolve("converted.dcm");
  }

  private static DataSet image() {
    return Samples.image()
        .remove(Tag.FLOAT_PIXEL_DATA)
        .remove(Tag.DOUBLE_FLOAT_PIXEL_DATA)
        .remove(Tag.EXTENDED_OFFSET_TABLE);
  }

  private void write(TransferSyntax syntax, DataSet dataSet) throws IOException {
    FileMetaInformation meta =
        FileMetaInformation.create(
            SopClasses.CT_IMAGE_STORAGE, "1.2.3.4", syntax, "1.2.3", "TEST_1");
    DicomFile.write(written, meta, dataSet);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }

  static List<List<Object>> conversions() {
    List<List<Object>> conversions = new ArrayList<>();
    for (TransferSyntax from : DataSetWriterTest.nativeSyntaxes().toList()) {
      conversions.add(List.of(from, "+ti", TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
      conversions.add(List.of(from, "+te", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
      conversions.add(List.of(from, "+tb", TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
      conversions.add(List.of(from, "+td", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
    }
    return conversions;
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void dcmconv_shouldConvertToTheSameDataSet(List<Object> conversion)
      throws IOException, InterruptedException {
    write((TransferSyntax) conversion.get(0), image());
    for (String length : new String[] {"+e", "-e"}) {
      run("dcmconv", (String) conversion.get(1), length, written.toString(), converted.toString());
      try (DicomFile file = DicomFile.open(converted)) {
        assertThat(file.transferSyntax()).isEqualTo(conversion.get(2));
        assertThat(file.readDataSet()).isEqualTo(image());
      }
    }
  }

  @Test
  void dcmdump_shouldReadEverySample() throws IOException, InterruptedException {
    write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, Samples.privateElements());
    assertThat(run("dcmdump", "-q", written.toString())).contains("(0009,0010) LO [ACME 1.0]");
    write(TransferSyntax.JPEG_BASELINE, Samples.encapsulated());
    assertThat(run("dcmdump", written.toString()))
        .contains("PixelSequence #=4")
        .contains("(fffc,fffc) OB 00\\00\\00\\00\\00\\00");
    write(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Samples.image());
    assertThat(run("dcmdump", written.toString()))
        .contains("(0028,0106) SS -1024")
        .contains("(0008,1115) SQ (Sequence with undefined length #=1)");
  }
}
