package org.sealgate.testdicom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sealgate.dimse.data.TransferSyntax;
import org.sealgate.testdicom.generate.Encoding;
import org.sealgate.testdicom.generate.GeneratedStudy;
import org.sealgate.testdicom.generate.Repertoire;
import org.sealgate.testdicom.generate.Studies;
import org.sealgate.testdicom.generate.StudyOptions;

/**
 * Every kind of instance that can be generated, in every transfer syntax and layout, with every
 * oddity and character repertoire: each under UIDs of its own.
 *
 * @param transferSyntax of all of them
 * @param option the option of {@code storescu} that proposes it
 * @param seed decides about UIDs and content
 */
record Repertory(TransferSyntax transferSyntax, String option, int seed) {
  private static final int SIZE = 48;

  /** Those that only take samples of 8 bits, and those of at most 12 bits. */
  private static final Set<String> EIGHT_BITS = Set.of(TransferSyntax.JPEG_BASELINE.uid());

  /** One for each transfer syntax. */
  static Stream<Repertory> all() {
    return Stream.of(
        new Repertory(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, "-xi", 1000),
        new Repertory(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "-xe", 1100),
        new Repertory(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, "-xb", 1200),
        new Repertory(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "-xd", 1300),
        new Repertory(TransferSyntax.JPEG_BASELINE, "-xy", 1400),
        new Repertory(TransferSyntax.JPEG_LOSSLESS, "-xs", 1500),
        new Repertory(TransferSyntax.JPEG_LS_LOSSLESS, "-xt", 1600),
        new Repertory(TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "-xu", 1700),
        new Repertory(TransferSyntax.RLE_LOSSLESS, "-xr", 1800));
  }

  /**
   * Writes the instances as Part 10 files: defined lengths, undefined lengths, and group lengths
   * with padding, private elements and nested sequences.
   *
   * @param folder created if it is not there
   */
  List<Path> writeTo(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Encoding plain = Encoding.of(transferSyntax);
    write(StudyOptions.of(seed), plain, folder.resolve("defined"), files);
    write(
        StudyOptions.of(seed + 10).with(Repertoire.LATIN_1).withAllOddities(),
        plain.withUndefinedLengths(),
        folder.resolve("undefined"),
        files);
    write(
        StudyOptions.of(seed + 20).with(Repertoire.JAPANESE).withAllOddities(),
        plain.withGroupLengths(),
        folder.resolve("groups"),
        files);
    return files;
  }

  private void write(StudyOptions options, Encoding encoding, Path folder, List<Path> files)
      throws IOException {
    for (GeneratedStudy study : studies(options)) {
      Path to = folder.resolve(study.instances().getFirst().sopClassUid());
      files.addAll(study.writeTo(Files.createDirectories(to), encoding));
    }
  }

  private List<GeneratedStudy> studies(StudyOptions options) {
    GeneratedStudy clip = Studies.ultrasound(options, 3, SIZE, SIZE);
    return EIGHT_BITS.contains(transferSyntax.uid())
        ? List.of(clip)
        : List.of(
            clip,
            Studies.computedRadiographs(options, 1, SIZE, SIZE),
            Studies.digitalRadiographs(options, 1, SIZE, SIZE),
            Studies.tomography(options, 1, SIZE, SIZE));
  }

  @Override
  public String toString() {
    return transferSyntax.toString();
  }
}
