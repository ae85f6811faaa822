package org.sealgate.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DataSet;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.inference.ClassificationOutcome.Classified;
import org.sealgate.inference.ClassificationOutcome.Timings;
import org.sealgate.inference.benchmark.ImageFile;
import org.sealgate.inference.image.GrayImage;
import org.sealgate.inference.image.SyntheticChest;
import org.sealgate.inference.image.TestImages;

class StructuredReportTest {
  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-03-04T05:06:07.890+01:00");
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  private static final GrayImage PREPARED = new GrayImage(1, 1, new byte[1]);

  @TempDir private Path folder;

  private final DataSet image = TestImages.header(SyntheticChest.draw(10, 10, 1), 8, 8);
  private final DataSet report = StructuredReport.create(result(image, 0.9731), AT);

  @Test
  void create_shouldMarkTheReport() {
    assertThat(report.getString(Tag.VERIFICATION_FLAG)).contains("UNVERIFIED");
    assertThat(report.getString(0x00189004)).contains("RESEARCH");
    assertThat(report.getString(Tag.SERIES_DESCRIPTION)).contains("Not for clinical use");
    assertThat(report.getString(Tag.MODALITY)).contains("SR");
  }

  @Test
  void create_shouldStayInTheStudy_inASeriesOfItsOwn() {
    assertThat(report.getString(Tag.STUDY_INSTANCE_UID)).contains("2.25.1002");
    assertThat(report.getString(Tag.SERIES_INSTANCE_UID))
        .isNotEqualTo(image.getString(Tag.SERIES_INSTANCE_UID));
    assertThat(report.getString(Tag.PATIENT_NAME)).contains("Müller^Test");
    assertThat(report.find(Tag.PATIENT_NAME)).isEqualTo(image.find(Tag.PATIENT_NAME));
  }

  @Test
  void create_shouldReferenceTheImage() {
    DataSet evidence =
        report.getItem(Tag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE).orElseThrow();
    DataSet series = evidence.getItem(Tag.REFERENCED_SERIES_SEQUENCE).orElseThrow();
    assertThat(series.getString(Tag.SERIES_INSTANCE_UID)).contains("2.25.1003");
    assertThat(
            series
                .getItem(Tag.REFERENCED_SOP_SEQUENCE)
                .orElseThrow()
                .getString(Tag.REFERENCED_SOP_INSTANCE_UID))
        .contains("2.25.1001");
  }

  @Test
  void create_shouldCarryTheProbabilityAndTheModel() {
    List<DataSet> items = group(report).getSequence(Tag.CONTENT_SEQUENCE);
    assertThat(items).anySatisfy(item -> assertThat(value(item)).contains("97.31"));
    assertThat(texts(items))
        .contains("model SHA-256 " + SHA256, "threshold 0.5", "Model under test", "9.8.7");
    assertThat(texts(items))
        .anySatisfy(text -> assertThat(text).startsWith("Not for clinical use"));
    assertThat(codes(items)).contains("52101004");
  }

  @Test
  void create_shouldSayAbsent_whenTheProbabilityIsBelowTheThreshold() {
    DataSet negative = StructuredReport.create(result(image, 0.4999), AT);
    assertThat(codes(group(negative).getSequence(Tag.CONTENT_SEQUENCE)))
        .contains("2667000")
        .doesNotContain("52101004");
  }

  @Test
  void create_shouldGiveTheSameObject_whenWrittenAgain() {
    assertThat(StructuredReport.create(result(image, 0.9731), AT)).isEqualTo(report);
  }

  @Test
  void create_shouldGiveAnotherObject_whenTheImageOrTheModelIsAnother() {
    DataSet otherImage =
        TestImages.header(SyntheticChest.draw(10, 10, 1), 8, 8)
            .putString(Tag.SOP_INSTANCE_UID, "2.25.5");
    assertThat(
            StructuredReport.create(result(otherImage, 0.9731), AT).getString(Tag.SOP_INSTANCE_UID))
        .isNotEqualTo(report.getString(Tag.SOP_INSTANCE_UID));
    ModelDescription otherModel = new ModelDescription("m", "1", "f".repeat(64), 0.5, "p");
    Classified other =
        new Classified(0.9, otherModel, Optional.empty(), PREPARED, timings(), image);
    assertThat(StructuredReport.create(other, AT).getString(Tag.SOP_INSTANCE_UID))
        .isNotEqualTo(report.getString(Tag.SOP_INSTANCE_UID));
  }

  @Test
  void create_shouldNameTheMissingUid() {
    image.remove(Tag.STUDY_INSTANCE_UID);
    assertThatThrownBy(() -> StructuredReport.create(result(image, 0.5), AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the image has no Study Instance UID (0020,000D)");
  }

  @Test
  void create_shouldPassDciodvfyWithoutError() throws Exception {
    String output = ExternalProcess.run(List.of("dciodvfy", write(report).toString())).output();
    assertThat(output).contains("ComprehensiveSR").doesNotContain("Error");
  }

  @Test
  void create_shouldPassDciodvfyWithoutError_whenTheImageHasOnlyUids() throws Exception {
    DataSet bare = new DataSet();
    for (int tag :
        new int[] {
          Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID, Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID
        }) {
      image.find(tag).ifPresent(bare::put);
    }
    Path file = write(StructuredReport.create(result(bare, 0.1), AT));
    assertThat(ExternalProcess.run(List.of("dciodvfy", file.toString())).output())
        .doesNotContain("Error");
  }

  @Test
  void create_shouldBeReadableByDsrdump() throws Exception {
    String output = ExternalProcess.succeed("dsrdump", "+Pl", write(report).toString());
    assertThat(output)
        .contains(
            "Imaging Measurement Report", "Certainty of Finding", "97.31", SHA256, "Pneumonia");
    assertThat(output).contains("UNVERIFIED").doesNotContain("E: ").doesNotContain("W: ");
  }

  private static DataSet group(DataSet report) {
    List<DataSet> content = report.getSequence(Tag.CONTENT_SEQUENCE);
    return content.getLast().getItem(Tag.CONTENT_SEQUENCE).orElseThrow();
  }

  private static Optional<String> value(DataSet item) {
    return item.getItem(Tag.MEASURED_VALUE_SEQUENCE)
        .flatMap(measured -> measured.getString(Tag.NUMERIC_VALUE));
  }

  private static List<String> texts(List<DataSet> items) {
    return items.stream().flatMap(item -> item.getString(Tag.TEXT_VALUE).stream()).toList();
  }

  private static List<String> codes(List<DataSet> items) {
    return items.stream()
        .flatMap(item -> item.getItem(Tag.CONCEPT_CODE_SEQUENCE).stream())
        .flatMap(code -> code.getString(Tag.CODE_VALUE).stream())
        .toList();
  }

  private static Classified result(DataSet header, double probability) {
    ModelDescription model =
        new ModelDescription("Model under test", "9.8.7", SHA256, 0.5, "synthetic images");
    return new Classified(probability, model, Optional.empty(), PREPARED, timings(), header);
  }

  private static Timings timings() {
    return new Timings(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));
  }

  private Path write(DataSet dataSet) throws Exception {
    return ImageFile.write(
        folder.resolve("report.dcm"), dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }
}
