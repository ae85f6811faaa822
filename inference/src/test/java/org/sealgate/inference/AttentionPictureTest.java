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

class AttentionPictureTest {
  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-03-04T05:06:07.890+01:00");
  private static final String SHA256 = "0123456789abcdef".repeat(4);
  private static final int BAR = 33;

  @TempDir private Path folder;

  private final GrayImage prepared = SyntheticChest.draw(224, 224, 1);
  private final DataSet image = TestImages.header(prepared, 8, 8);

  /** Evidence only in the upper left of 2 x 2 fields; the lower right speaks against it. */
  private final Attention upperLeft = new Attention(2, 2, new float[] {4, 0, 0, -9});

  @Test
  void create_shouldGiveNothing_whenTheModelDoesNotSayWhere() {
    assertThat(AttentionPicture.create(result(Optional.empty()), AT)).isEmpty();
  }

  @Test
  void create_shouldMarkThePicture() {
    DataSet picture = picture(upperLeft);
    assertThat(picture.getString(Tag.SERIES_DESCRIPTION)).contains("Not for clinical use");
    assertThat(picture.getString(Tag.DERIVATION_DESCRIPTION))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("Not for clinical use").endsWith(SHA256));
    assertThat(picture.getString(Tag.BURNED_IN_ANNOTATION)).contains("YES");
    byte[] pixels = picture.getBytes(Tag.PIXEL_DATA).orElseThrow();
    assertThat(whitePixels(pixels, 0, BAR)).isGreaterThan(1000);
    assertThat(whitePixels(pixels, 448 + BAR, 448 + 2 * BAR)).isGreaterThan(1000);
  }

  @Test
  void create_shouldReferenceTheImage_inTheSameStudyAndASeriesOfItsOwn() {
    DataSet picture = picture(upperLeft);
    assertThat(
            picture
                .getItem(Tag.SOURCE_IMAGE_SEQUENCE)
                .orElseThrow()
                .getString(Tag.REFERENCED_SOP_INSTANCE_UID))
        .contains("2.25.1001");
    assertThat(picture.getString(Tag.STUDY_INSTANCE_UID)).contains("2.25.1002");
    assertThat(picture.getString(Tag.SERIES_INSTANCE_UID))
        .isNotEqualTo(image.getString(Tag.SERIES_INSTANCE_UID));
  }

  @Test
  void create_shouldColourTheEvidenceAndNothingElse() {
    byte[] pixels = picture(upperLeft).getBytes(Tag.PIXEL_DATA).orElseThrow();
    assertThat(redness(pixels, 60, 60)).isGreaterThan(60);
    assertThat(redness(pixels, 440, 440)).isZero();
    byte[] none =
        picture(new Attention(1, 1, new float[] {-1})).getBytes(Tag.PIXEL_DATA).orElseThrow();
    assertThat(redness(none, 60, 60)).isZero();
    assertThat(none[((60 + BAR) * 448 + 60) * 3]).isEqualTo((byte) prepared.at(30, 30));
  }

  @Test
  void create_shouldGiveTheSameObject_whenWrittenAgain() {
    assertThat(picture(upperLeft)).isEqualTo(picture(upperLeft));
  }

  @Test
  void create_shouldKeepWhatTheImageSaysOfBurnedInAnnotation() {
    image.putString(Tag.BURNED_IN_ANNOTATION, "NO");
    assertThat(picture(upperLeft).getString(Tag.BURNED_IN_ANNOTATION)).contains("NO");
  }

  @Test
  void create_shouldNameTheMissingUid() {
    image.remove(Tag.SOP_INSTANCE_UID);
    assertThatThrownBy(() -> picture(upperLeft))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the image has no SOP Instance UID (0008,0018)");
  }

  @Test
  void create_shouldPassDciodvfyWithoutError() throws Exception {
    String output =
        ExternalProcess.run(List.of("dciodvfy", write(picture(upperLeft)).toString())).output();
    assertThat(output).contains("SCImage").doesNotContain("Error");
  }

  private DataSet picture(Attention attention) {
    return AttentionPicture.create(result(Optional.of(attention)), AT).orElseThrow();
  }

  private Classified result(Optional<Attention> attention) {
    ModelDescription model =
        new ModelDescription("Model under test", "9.8.7", SHA256, 0.5, "synthetic images");
    Timings timings = new Timings(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));
    return new Classified(0.9, model, attention, prepared, timings, image);
  }

  private static int redness(byte[] rgb, int column, int row) {
    int pixel = ((row + BAR) * 448 + column) * 3;
    return (rgb[pixel] & 0xFF) - (rgb[pixel + 2] & 0xFF);
  }

  private static int whitePixels(byte[] rgb, int fromRow, int toRow) {
    int count = 0;
    for (int pixel = fromRow * 448; pixel < toRow * 448; pixel++) {
      count += rgb[pixel * 3] == (byte) 0xFF && rgb[pixel * 3 + 2] == (byte) 0xFF ? 1 : 0;
    }
    return count;
  }

  private Path write(DataSet dataSet) throws Exception {
    return ImageFile.write(
        folder.resolve("picture.dcm"), dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }
}
