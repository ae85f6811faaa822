package org.sealgate.scp.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.TransferSyntax;

/** The test vectors that docs/fingerprint.md prints. */
class FingerprintVectorsTest {
  private static final Path PAGE = Path.of("../docs/fingerprint.md");
  private static final Pattern VECTOR =
      Pattern.compile(
          "# (.+)\\ntransfer-syntax (\\S+)\\ndata-set ([0-9a-f\\s]+)\\n"
              + "pixels +(\\S+)\\nwire +(\\S+)\\ncanonical +(\\S+)");

  record Vector(
      String name, String syntax, String dataSet, String pixels, String wire, String canonical) {
    static Vector of(MatchResult found) {
      String hex = found.group(3).replaceAll("\\s", "");
      return new Vector(
          found.group(1), found.group(2), hex, found.group(4), found.group(5), found.group(6));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    List<Vector> vectors =
        VECTOR.matcher(Files.readString(PAGE)).results().map(Vector::of).toList();
    assertThat(vectors).hasSize(7);
    return vectors.stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void finish_shouldYieldTheDigestsOnThePage(Vector vector) {
    TransferSyntax syntax = TransferSyntax.of(vector.syntax());
    byte[] dataSet = HexFormat.of().parseHex(vector.dataSet());
    Fingerprint fingerprint;
    try {
      fingerprint = TestFingerprints.of(syntax, dataSet);
    } catch (DataSetFormatException e) {
      OpaqueFingerprint opaque = new OpaqueFingerprint(syntax);
      opaque.feed(ByteBuffer.wrap(dataSet));
      fingerprint = opaque.finish();
    }
    assertThat(fingerprint.pixels() == null ? "none" : fingerprint.pixels().hex())
        .isEqualTo(vector.pixels());
    assertThat(fingerprint.wire().hex()).isEqualTo(vector.wire());
    assertThat(fingerprint.canonical().hex()).isEqualTo(vector.canonical());
  }

  @Test
  void vectors_shouldShowWhatReEncodingKeeps() throws IOException {
    List<String> canonical = vectors().map(Vector::canonical).toList();
    assertThat(canonical.subList(0, 3)).containsOnly(canonical.getFirst());
    assertThat(canonical.get(4)).isEqualTo(canonical.get(3));
    assertThat(Set.copyOf(canonical)).hasSize(4);
  }
}
