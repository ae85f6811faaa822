package org.sealgate.testdicom.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.DataSetReader;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.process.CommandLine;
import org.sealgate.testdicom.process.ExternalTool;

class StudiesTest {
  private static final ExternalTool DCIODVFY =
      new ExternalTool("dciodvfy", "apt-get install dicom3tools");

  @TempDir Path folder;

  static List<GeneratedStudy> studies() {
    StudyOptions options = StudyOptions.of(42);
    return List.of(
        Studies.computedRadiographs(options, 2, 64, 48),
        Studies.digitalRadiographs(options, 2, 64, 48),
        Studies.tomography(options, 3, 64, 64),
        Studies.ultrasound(options, 2, 48, 64));
  }

  @ParameterizedTest
  @MethodSource("studies")
  void study_shouldBeTheSameForTheSameSeed(GeneratedStudy study) throws IOException {
    GeneratedInstance first = study.instances().getFirst();
    GeneratedInstance again =
        studies().stream()
            .flatMap(other -> other.instances().stream())
            .filter(instance -> instance.sopInstanceUid().equals(first.sopInstanceUid()))
            .findFirst()
            .orElseThrow();

    assertThat(bytes(again, Encoding.DEFAULT)).isEqualTo(bytes(first, Encoding.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("studies")
  void study_shouldHaveDistinctInstancesInOneSeries(GeneratedStudy study) {
    assertThat(new HashSet<>(study.sopInstanceUids())).hasSize(study.instances().size());
    assertThat(study.instances())
        .allMatch(instance -> instance.seriesInstanceUid().equals(study.seriesInstanceUid()))
        .allMatch(instance -> instance.studyInstanceUid().equals(study.studyInstanceUid()));
  }

  /** dciodvfy knows the modules of every IOD and complains about what is missing or wrong. */
  @ParameterizedTest
  @MethodSource("studies")
  void study_shouldConformToItsInformationObjectDefinition(GeneratedStudy study)
      throws IOException {
    for (Path file : study.writeTo(folder, Encoding.DEFAULT)) {
      String output = CommandLine.of(DCIODVFY, file.toString()).run().output();
      assertThat(output.lines().filter(line -> line.startsWith("Error"))).as(output).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Repertoire.class)
  void study_shouldConformInEveryRepertoire_withEveryOddity(Repertoire repertoire)
      throws IOException {
    StudyOptions options = StudyOptions.of(5).with(repertoire).withAllOddities();
    GeneratedStudy study = Studies.computedRadiographs(options, 1, 32, 32);

    Path file = study.writeTo(folder, Encoding.DEFAULT).getFirst();
    String output = CommandLine.of(DCIODVFY, file.toString()).run().output();

    assertThat(output.lines().filter(line -> line.startsWith("Error"))).as(output).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Repertoire.class)
  void patientName_shouldBeReadBackAsItIs(Repertoire repertoire) throws IOException {
    for (long seed = 0; seed < 8; seed++) {
      StudyOptions options = StudyOptions.of(seed).with(repertoire);
      GeneratedInstance instance = Studies.tomography(options, 1, 16, 16).instances().getFirst();
      DataSet read = read(instance, Encoding.DEFAULT);

      String name = read.getString(Tag.PATIENT_NAME, "");
      assertThat(name).isEqualTo(instance.attributes().getString(Tag.PATIENT_NAME, ""));
      assertThat(repertoire.names()).contains(name);
    }
  }

  @Test
  void tomography_shouldStackItsSlicesUpwards() {
    GeneratedStudy study = Studies.tomography(StudyOptions.of(1), 4, 32, 32);

    assertThat(study.instances())
        .extracting(instance -> instance.attributes().getStrings(Tag.IMAGE_POSITION_PATIENT).get(2))
        .containsExactly("-300", "-295", "-290", "-285");
  }

  @Test
  void institutionName_shouldFillFortyBytes_whenPadded() {
    StudyOptions options = StudyOptions.of(1).with(Oddity.PADDED_INSTITUTION_NAME);
    DataSet attributes = Studies.tomography(options, 1, 16, 16).instances().getFirst().attributes();

    assertThat(attributes.getBytes(Tag.INSTITUTION_NAME).orElseThrow()).hasSize(40);
    assertThat(attributes.getString(Tag.INSTITUTION_NAME, "")).hasSize(30);
  }

  @Test
  void trailingPadding_shouldFollowPixelData() throws IOException {
    StudyOptions options = StudyOptions.of(1).with(Oddity.TRAILING_PADDING);
    GeneratedInstance instance = Studies.tomography(options, 1, 16, 16).instances().getFirst();

    byte[] bytes = bytes(instance, Encoding.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));

    // (FFFC,FFFC), length 126 = 0x7E, and the value.
    assertThat(bytes[bytes.length - 134]).isEqualTo((byte) 0xfc);
    assertThat(bytes[bytes.length - 130]).isEqualTo((byte) 0x7e);
    assertThat(read(instance, Encoding.DEFAULT).contains(Tag.PIXEL_DATA)).isTrue();
  }

  private static DataSet read(GeneratedInstance instance, Encoding encoding) throws IOException {
    return DataSetReader.read(
        ByteBuffer.wrap(bytes(instance, encoding)), encoding.transferSyntax());
  }

  private static byte[] bytes(GeneratedInstance instance, Encoding encoding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoding.writeDataSet(instance, out);
    return out.toByteArray();
  }
}
