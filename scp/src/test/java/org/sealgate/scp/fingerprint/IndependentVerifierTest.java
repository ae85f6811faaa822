package org.sealgate.scp.fingerprint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.scp.fingerprint.EncodedDataSet.BIG_ENDIAN;
import static org.sealgate.scp.fingerprint.EncodedDataSet.EXPLICIT;
import static org.sealgate.scp.fingerprint.EncodedDataSet.IMPLICIT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DicomFile;
import org.sealgate.dimse.data.FileMetaInformation;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

/** The verifier that was written from docs/fingerprint.md alone agrees with the node. */
class IndependentVerifierTest {
  private static final Path VERIFIER = Path.of("../test-dicom/tools/verify-fingerprint.mjs");
  private static final String[] VRS = {
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL",
    "OV", "OW", "PN", "SH", "SL", "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT",
    "UV"
  };

  @TempDir Path folder;

  private final List<Path> files = new ArrayList<>();
  private final List<Fingerprint> expected = new ArrayList<>();

  private void add(TransferSyntax syntax, byte[] dataSet) throws IOException {
    Path file = folder.resolve(files.size() + ".dcm");
    try (OutputStream stream = Files.newOutputStream(file)) {
      DicomFile.writeHeader(
          stream,
          FileMetaInformation.create(
              "1.2.840.10008.5.1.4.1.1.2", "1.2.3", syntax, "1.2.3.9", "SEALGATE"));
      stream.write(dataSet);
    }
    files.add(file);
    expected.add(fingerprint(syntax, dataSet));
  }

  private static Fingerprint fingerprint(TransferSyntax syntax, byte[] dataSet) {
    try {
      return TestFingerprints.of(syntax, dataSet, 1 << 14);
    } catch (DataSetFormatException e) {
      OpaqueFingerprint opaque = new OpaqueFingerprint(syntax);
      opaque.feed(ByteBuffer.wrap(dataSet));
      return opaque.finish();
    }
  }

  private void verify() throws Exception {
    List<String> command = new ArrayList<>(List.of("node", VERIFIER.toString()));
    files.forEach(file -> command.add(file.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(lines).hasSameSizeAs(files);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode found = new ObjectMapper().readTree(lines.get(i));
      Fingerprint ours = expected.get(i);
      assertThat(found.get("wire").asText()).as(lines.get(i)).isEqualTo(ours.wire().hex());
      assertThat(found.get("canonical").asText())
          .as(lines.get(i))
          .isEqualTo(ours.canonical().hex());
      assertThat(found.get("pixels").asText(null))
          .as(lines.get(i))
          .isEqualTo(ours.pixels() == null ? null : ours.pixels().hex());
    }
  }

  @Test
  void verifier_shouldAgreeOnRandomDataSets() throws Exception {
    for (int seed = 0; seed < 150; seed++) {
      int fixed = seed;
      TransferSyntax syntax = List.of(IMPLICIT, EXPLICIT, BIG_ENDIAN).get(seed % 3);
      add(
          syntax,
          EncodedDataSet.of(syntax, seed % 2 == 0, dataSet -> fill(dataSet, new Random(fixed), 0)));
    }
    verify();
  }

  private static void fill(EncodedDataSet dataSet, Random random, int depth) {
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int tag = tag(random);
      if (depth < 4 && random.nextInt(4) == 0) {
        String vr = random.nextInt(4) == 0 ? "UN" : "SQ";
        dataSet.sequence(
            random.nextBoolean() ? Tag.REFERENCED_IMAGE_SEQUENCE : tag | 0x10000,
            vr,
            item -> fill(item, random, depth + 1),
            item -> fill(item, random, depth + 1));
      } else {
        dataSet.value(tag, VRS[random.nextInt(VRS.length)], value(random));
      }
    }
    if (depth == 0 && random.nextBoolean()) {
      dataSet.value(Tag.PIXEL_DATA, "OW", noise(random, random.nextBoolean() ? 70_000 : 64));
    }
  }

  private static int tag(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Tag.PATIENT_NAME;
      case 1 -> 0x60000000 | (random.nextInt(16) << 17) | random.nextInt(0x200);
      case 2 -> 0x00090000 | random.nextInt(0x2000);
      case 3 -> 0x00080000 | random.nextInt(0x120);
      case 4 -> 0x00280000 | random.nextInt(0x120);
      default -> 0x00100000 | random.nextInt(0x50);
    };
  }

  private static byte[] value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new byte[0];
      case 1 -> "text  ".getBytes(US_ASCII);
      case 2 -> "1.2.840.10008\0".getBytes(US_ASCII);
      case 3 -> new byte[] {65, 0};
      case 4 -> new byte[] {32, 32, 0, 32};
      case 5 -> noise(random, 1 + random.nextInt(40));
      case 6 -> {
        int bytes = 1 + random.nextInt(20);
        yield EncodedDataSet.of(IMPLICIT, item -> item.value(0xFFFEE000, "", noise(random, bytes)));
      }
      default ->
          EncodedDataSet.of(
              IMPLICIT,
              items ->
                  items.value(
                      0xFFFEE000,
                      "",
                      EncodedDataSet.of(
                          IMPLICIT, item -> item.value(tag(random), "", value(random)))));
    };
  }

  private static byte[] noise(Random random, int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  @Test
  void verifier_shouldAgreeOnEncapsulatedPixelData() throws Exception {
    Random random = new Random(4);
    int[][] sizes = {{0, 2}, {4, 70_000}, {70_000, 2, 66_000}, {0}, {0, 65_535, 65_536}, {4, 0, 8}};
    for (int[] fragments : sizes) {
      byte[][] contents = new byte[fragments.length][];
      for (int i = 0; i < fragments.length; i++) {
        contents[i] = noise(random, fragments[i]);
      }
      add(
          TransferSyntax.JPEG_BASELINE,
          EncodedDataSet.of(
              TransferSyntax.JPEG_BASELINE,
              d ->
                  d.sequence(0x00880200, "SQ", i -> i.fragments(Tag.PIXEL_DATA, "OB", contents))
                      .fragments(0x7FDF1010, "OB", contents)
                      .fragments(Tag.PIXEL_DATA, "OW", contents)));
    }
    verify();
  }

  @Test
  void verifier_shouldAgreeOnLargeValues() throws Exception {
    Random random = new Random(5);
    byte[] text = ("x".repeat(66_000) + " ".repeat(3000)).getBytes(US_ASCII);
    byte[] padding = ("x" + " ".repeat(70_000)).getBytes(US_ASCII);
    byte[] noise = noise(random, 65_537);
    for (TransferSyntax syntax : List.of(IMPLICIT, EXPLICIT, BIG_ENDIAN)) {
      add(
          syntax,
          EncodedDataSet.of(
              syntax,
              d ->
                  d.value(0x00091001, "UT", text)
                      .value(0x00091002, "UN", text)
                      .value(0x00091003, "UT", padding)
                      .value(0x00091004, "OW", noise)
                      .value(0x00091005, "UT", noise)
                      .sequence(0x00091006, "SQ", i -> i.value(0x00091001, "OL", noise))
                      .value(0x0040A160, "UT", padding)
                      .value(0x0040A161, "OW", noise)
                      .value(0x00420011, "UN", text)
                      .value(0xFFFCFFFC, "OB", noise)));
    }
    verify();
  }

  @Test
  void verifier_shouldAgreeOnWhatCannotBeParsed() throws Exception {
    byte[] sound =
        EncodedDataSet.of(
            EXPLICIT,
            true,
            d -> d.sequence(0x00091002, "SQ", i -> i.text(Tag.PATIENT_NAME, "PN", "DOE^JANE")));
    for (int length = 0; length <= sound.length; length++) {
      add(EXPLICIT, Arrays.copyOf(sound, length));
    }
    verify();
    assertThat(expected).filteredOn(Fingerprint::isOpaque).hasSizeBetween(10, sound.length);
  }
}
