package org.sealgate.testdicom.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.process.Dcmtk;

/** What DCMTK reads from the written files, for every way to lay an instance out. */
class EncodingTest {
  private static final GeneratedInstance RADIOGRAPH =
      Studies.computedRadiographs(StudyOptions.of(8).withAllOddities(), 1, 48, 40)
          .instances()
          .getFirst();
  private static final GeneratedInstance CLIP =
      Studies.ultrasound(StudyOptions.of(8), 3, 24, 32).instances().getFirst();

  @TempDir Path folder;

  static List<Encoding> encodings() {
    return List.of(
        Encoding.DEFAULT,
        Encoding.DEFAULT.withUndefinedLengths(),
        Encoding.DEFAULT.withGroupLengths(),
        Encoding.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
        Encoding.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN).withUndefinedLengths(),
        Encoding.of(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN).withGroupLengths(),
        Encoding.of(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
        Encoding.of(TransferSyntax.RLE_LOSSLESS),
        Encoding.of(TransferSyntax.JPEG_LOSSLESS),
        Encoding.of(TransferSyntax.JPEG_LS_LOSSLESS).withUndefinedLengths());
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void writeFile_shouldKeepThePixels_asDcmtkDecodesThem(Encoding encoding) throws IOException {
    for (GeneratedInstance instance : List.of(RADIOGRAPH, CLIP)) {
      Path file = folder.resolve(instance.sopInstanceUid());
      encoding.writeFile(instance, file);

      assertThat(decodedPixels(encoding.transferSyntax(), file)).isEqualTo(nativePixels(instance));
    }
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void writeFile_shouldKeepAttributes_asDcmtkReadsThem(Encoding encoding) throws IOException {
    Path file = folder.resolve("encoded.dcm");
    encoding.writeFile(RADIOGRAPH, file);

    String dump = dump(file);

    assertThat(dump)
        .contains(RADIOGRAPH.sopInstanceUid())
        .contains(RADIOGRAPH.attributes().getString(Tag.PATIENT_NAME, "?"))
        .contains("Hospital of the Generated City")
        .contains("SPS1")
        .contains("(fffc,fffc)");
  }

  @Test
  void writeFile_shouldKeepTheSopInstanceUid_whenCompressionLosesInformation() throws IOException {
    Path file = folder.resolve("lossy.dcm");
    Encoding.of(TransferSyntax.JPEG_EXTENDED).writeFile(RADIOGRAPH, file);

    String dump = Dcmtk.run("dcmdump", file.toString()).requireSuccess().output();

    assertThat(dump).contains(RADIOGRAPH.sopInstanceUid()).contains("JPEG Extended");
  }

  @Test
  void writeFile_shouldMarkSequencesByLengthOrByDelimiter() throws IOException {
    Path file = folder.resolve("lengths.dcm");

    Encoding.DEFAULT.writeFile(RADIOGRAPH, file);
    assertThat(dump(file)).contains("(Sequence with explicit length");
    Encoding.DEFAULT.withUndefinedLengths().writeFile(RADIOGRAPH, file);
    assertThat(dump(file))
        .contains("(Sequence with undefined length")
        .doesNotContain("(Sequence with explicit length");
  }

  @Test
  void writeFile_shouldBeginGroupsWithTheirLength_whenAskedTo() throws IOException {
    Path file = folder.resolve("groups.dcm");

    Encoding.DEFAULT.withGroupLengths().writeFile(RADIOGRAPH, file);

    assertThat(dump(file)).contains("(0008,0000) UL").contains("(0010,0000) UL");
  }

  @Test
  void writeDataSet_shouldRefuseWhatNeedsATool() {
    Encoding encoding = Encoding.of(TransferSyntax.JPEG_LOSSLESS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoding.writeDataSet(CLIP, OutputStream.nullOutputStream()))
        .withMessageContaining("files only");
  }

  private static String dump(Path file) {
    return Dcmtk.run("dcmdump", file.toString()).requireSuccess().output();
  }

  /** Pixel Data of the file converted to Explicit VR Little Endian by the tool for its syntax. */
  private byte[] decodedPixels(TransferSyntax syntax, Path file) throws IOException {
    Path plain = folder.resolve(file.getFileName() + ".plain");
    String tool = decoder(syntax);
    Dcmtk.run(tool, "+te", file.toString(), plain.toString()).requireSuccess();
    Dcmtk.run("dcmdump", "+W", folder.toString(), plain.toString()).requireSuccess();
    return Files.readAllBytes(folder.resolve(plain.getFileName() + ".0.raw"));
  }

  private static String decoder(TransferSyntax syntax) {
    if (syntax.uid().equals(TransferSyntax.RLE_LOSSLESS.uid())) {
      return "dcmdrle";
    }
    if (syntax.uid().equals(TransferSyntax.JPEG_LS_LOSSLESS.uid())) {
      return "dcmdjpls";
    }
    return syntax.encapsulated() ? "dcmdjpeg" : "dcmconv";
  }

  private static byte[] nativePixels(GeneratedInstance instance) throws IOException {
    var out = new ByteArrayOutputStream();
    instance.pixels().writeTo(out);
    return out.toByteArray();
  }
}
