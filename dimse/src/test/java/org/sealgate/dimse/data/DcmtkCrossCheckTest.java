package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @MethodSource("nativeTransferSyntaxes")
  void dcmdump_shouldSeeTheSameNesting(TransferSyntax syntax)
      throws IOException, InterruptedException {
    write(syntax, Samples.privateElements());
    String dump = run("dcmdump", "-q", written.toString());
    // The item of the private sequence, and the item in the item of the one encoded as unknown.
    assertThat(dump)
        .containsPattern("(?m)^    \\(0010,0020\\) LO \\[1\\]")
        .containsPattern("(?m)^        \\(0010,0020\\) LO \\[1\\]")
        .containsPattern("(?m)^        \\(0028,0010\\) US 513");
  }

  static List<TransferSyntax> nativeTransferSyntaxes() {
    return DataSetWriterTest.nativeSyntaxes().toList();
  }

  /** Without Japanese by code extension, which DCMTK with the C library's iconv cannot read. */
  @ParameterizedTest
  @CsvSource({
    "ISO_IR 100, Buc^Jérôme",
    "ISO_IR 144, Люкceмбypг",
    "ISO_IR 126, Διονυσιος",
    "ISO_IR 192, Wang^XiaoDong=王^小东",
    "GB18030, Wang^XiaoDong=王^小东",
    "\\ISO 2022 IR 149, Hong^Gildong=洪^吉洞=홍^길동",
    "\\ISO 2022 IR 58, Zhang^XiaoDong=张^小东"
  })
  void dcmdump_shouldReadTheSameCharacters(String characterSet, String name)
      throws IOException, InterruptedException {
    DataSet dataSet =
        new DataSet()
            .putString(Tag.SPECIFIC_CHARACTER_SET, characterSet.split("\\\\", -1))
            .putString(Tag.SOP_INSTANCE_UID, "1.2.3.4")
            .putString(Tag.PATIENT_NAME, name);
    assertThat(dataSet.getString(Tag.PATIENT_NAME)).contains(name);
    write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSet);
    byte[] dump =
        run("dcmdump", "-q", "+U8", "+L", "+P", "0010,0010", written.toString())
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(dump, StandardCharsets.UTF_8)).contains("PN [" + name + "]");
  }

  @Test
  void dcmdump_shouldRefuseWhatIsRefusedHere() throws IOException, InterruptedException {
    write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, image());
    byte[] whole = Files.readAllBytes(written);
    Files.write(written, Arrays.copyOf(whole, whole.length - 1));
    Process dcmdump =
        new ProcessBuilder("dcmdump", written.toString())
            .redirectErrorStream(true)
            .redirectOutput(converted.toFile())
            .start();
    assertThat(dcmdump.waitFor()).isNotZero();
    try (DicomFile file = DicomFile.open(written)) {
      assertThatThrownBy(file::readDataSet)
          .isInstanceOf(DataSetFormatException.class)
          .hasMessageContaining("(7FE0,0010)")
          .hasMessageContaining("expected 1 more bytes of the value");
    }
  }
}
