package org.sealgate.scp.fingerprint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sealgate.scp.fingerprint.EncodedDataSet.BIG_ENDIAN;
import static org.sealgate.scp.fingerprint.EncodedDataSet.EXPLICIT;
import static org.sealgate.scp.fingerprint.EncodedDataSet.IMPLICIT;
import static org.sealgate.scp.fingerprint.TestFingerprints.canonical;
import static org.sealgate.scp.fingerprint.TestFingerprints.everyEncoding;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.Tag;

/** What the canonical form keeps apart and what it does not. */
class CanonicalFormTest {
  private static final int INSTITUTION_NAME = 0x00080080;
  private static final int PRIVATE_CREATOR = 0x00090010;
  private static final int PRIVATE = 0x00091001;
  private static final int PRIVATE_SEQUENCE = 0x00091002;
  private static final int ICON_IMAGE_SEQUENCE = 0x00880200;

  /** An instance with a bit of everything. */
  private static void image(EncodedDataSet dataSet) {
    dataSet
        .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3.4\0")
        .sequence(
            Tag.REFERENCED_IMAGE_SEQUENCE,
            "SQ",
            item -> item.text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", "1.2.3.5\0"),
            item ->
                item.text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", "1.2.3.66")
                    .sequence(0x0040A170, "SQ", deep -> deep.text(0x00080100, "SH", "121320"))
                    .sequence(0x0040A168, "SQ"))
        .text(PRIVATE_CREATOR, "LO", "ACME 1.0")
        .text(PRIVATE, "LO", "text")
        .sequence(
            PRIVATE_SEQUENCE,
            "SQ",
            item -> item.text(PRIVATE_CREATOR, "LO", "ACME 1.0").shorts(PRIVATE, "US", 65),
            item ->
                item.sequence(
                    0x00091010, "SQ", deep -> deep.text(Tag.PATIENT_NAME, "PN", "DOE^JANE")))
        .value(0x00091003, "UL", (byte) 65, (byte) 0, (byte) 0, (byte) 0)
        .value(0x00091004, "FD", new byte[8])
        .text(0x00091005, "LO", "    ")
        .sequence(0x00091006, "SQ")
        .text(Tag.PATIENT_NAME, "PN", "DOE^JANE")
        .value(0x00181114, "DS")
        .value(0x00189087, "FD", new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
        .value(0x00209165, "AT", new byte[] {0x20, 0, 0x13, 0})
        .shorts(Tag.ROWS, "US", 1)
        .shorts(Tag.PIXEL_DATA, "OW", 0x0102, 0x0304);
  }

  @Test
  void canonical_shouldBeTheSameInEveryEncoding() throws Exception {
    List<Fingerprint> all = everyEncoding(CanonicalFormTest::image);
    assertThat(all).extracting(Fingerprint::canonical).containsOnly(all.getFirst().canonical());
    assertThat(all).extracting(Fingerprint::pixels).containsOnly(all.getFirst().pixels());
    assertThat(all).extracting(Fingerprint::wire).doesNotHaveDuplicates();
  }

  static Stream<EncodedDataSet.Content> largeValues() {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    byte[] text = "text with spaces ".repeat(8000).getBytes(US_ASCII);
    return Stream.of(
        dataSet -> dataSet.value(PRIVATE, "OB", noise),
        dataSet -> dataSet.value(PRIVATE, "OW", noise),
        dataSet -> dataSet.value(PRIVATE, "UT", text),
        dataSet -> dataSet.value(0x00420011, "OB", noise),
        dataSet ->
            dataSet.sequence(
                PRIVATE_SEQUENCE,
                "SQ",
                item -> item.value(PRIVATE, "OW", noise).value(0x00091009, "UT", text),
                item -> item.shorts(PRIVATE, "US", 7)),
        dataSet ->
            dataSet.sequence(
                PRIVATE_SEQUENCE,
                "SQ",
                item ->
                    item.sequence(PRIVATE_SEQUENCE, "SQ", deep -> deep.value(PRIVATE, "UT", text))),
        dataSet -> dataSet.value(Tag.PIXEL_DATA, "OW", noise),
        dataSet ->
            dataSet.sequence(
                ICON_IMAGE_SEQUENCE, "SQ", item -> item.value(Tag.PIXEL_DATA, "OW", noise)));
  }

  @ParameterizedTest
  @MethodSource("largeValues")
  void canonical_shouldBeTheSameInEveryEncodingOfLargeValues(EncodedDataSet.Content content)
      throws Exception {
    List<Fingerprint> all = everyEncoding(content);
    assertThat(all).extracting(Fingerprint::canonical).containsOnly(all.getFirst().canonical());
    assertThat(all).extracting(Fingerprint::pixels).containsOnly(all.getFirst().pixels());
  }

  @ParameterizedTest
  @CsvSource({"0x00080080,LO", "0x00091001,LO", "0x00100010,PN", "0x00081195,UI", "0x00104000,LT"})
  void canonical_shouldIgnoreHoweverMuchPadding(String tag, String vr) throws Exception {
    int number = Integer.decode(tag);
    String thirty = "Hospital of 30 characters, yes";
    var expected = canonical(EXPLICIT, dataSet -> dataSet.text(number, vr, thirty));
    for (String padding : List.of(" ", " ".repeat(10), "\0", "\0\0", " \0 ")) {
      assertThat(canonical(EXPLICIT, dataSet -> dataSet.text(number, vr, thirty + padding)))
          .isEqualTo(expected);
    }
    assertThat(canonical(IMPLICIT, dataSet -> dataSet.text(number, vr, thirty + " ".repeat(10))))
        .isEqualTo(expected);
  }

  @Test
  void canonical_shouldKeepLeadingSpaces() throws Exception {
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.text(INSTITUTION_NAME, "LO", " A")))
        .isNotEqualTo(canonical(EXPLICIT, dataSet -> dataSet.text(INSTITUTION_NAME, "LO", "A ")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 70_000})
  void canonical_shouldIgnorePaddingAroundTheThreshold(int padding) throws Exception {
    for (int length : new int[] {10, 65_534, 65_535, 65_536, 65_537, 140_000}) {
      byte[] text = new byte[length];
      Arrays.fill(text, (byte) 'x');
      byte[] padded = Arrays.copyOf(text, length + padding);
      Arrays.fill(padded, length, length + padding, (byte) ' ');
      for (int tag : new int[] {0x0040A160, PRIVATE}) {
        assertThat(canonical(EXPLICIT, dataSet -> dataSet.value(tag, "UT", padded)))
            .isEqualTo(canonical(IMPLICIT, dataSet -> dataSet.value(tag, "UT", text)));
      }
    }
  }

  @Test
  void canonical_shouldLeaveOutGroupLengthsAndTrailingPadding() throws Exception {
    EncodedDataSet.Content name = dataSet -> dataSet.text(Tag.PATIENT_NAME, "PN", "DOE^JANE");
    EncodedDataSet.Content more =
        dataSet ->
            dataSet
                .value(0x00100000, "UL", (byte) 16, (byte) 0, (byte) 0, (byte) 0)
                .text(Tag.PATIENT_NAME, "PN", "DOE^JANE")
                .value(0x00110000, "UL", new byte[4])
                .value(0xFFFCFFFC, "OB", new byte[100_000]);
    assertThat(canonical(EXPLICIT, more)).isEqualTo(canonical(EXPLICIT, name));
    assertThat(canonical(IMPLICIT, more)).isEqualTo(canonical(EXPLICIT, name));
  }

  @Test
  void canonical_shouldNotDependOnTheVrThatTheWireGives() throws Exception {
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.text(INSTITUTION_NAME, "UN", "name  ")))
        .isEqualTo(canonical(EXPLICIT, dataSet -> dataSet.text(INSTITUTION_NAME, "LO", "name")));
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.shorts(Tag.PIXEL_DATA, "OB", 1, 2)))
        .isEqualTo(canonical(EXPLICIT, dataSet -> dataSet.shorts(Tag.PIXEL_DATA, "OW", 1, 2)));
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.text(PRIVATE, "UN", "1.2.840.10\0")))
        .isEqualTo(canonical(EXPLICIT, dataSet -> dataSet.text(PRIVATE, "UI", "1.2.840.10")));
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.text(PRIVATE_CREATOR, "UN", "ACME\0")))
        .isEqualTo(canonical(IMPLICIT, dataSet -> dataSet.text(PRIVATE_CREATOR, "LO", "ACME")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"US", "SS", "UL", "SL", "FL", "OB", "OW", "UN"})
  void canonical_shouldNotDependOnTheVrOfPrivateNumbers(String vr) throws Exception {
    for (byte[] number :
        List.of(
            new byte[] {65, 0, 0, 0},
            new byte[] {65, 66, 67, 32},
            new byte[] {32, 32, 32, 32},
            new byte[4],
            new byte[] {'1', '.', '2', 0})) {
      assertThat(canonical(EXPLICIT, dataSet -> dataSet.value(PRIVATE, vr, number)))
          .isEqualTo(canonical(IMPLICIT, dataSet -> dataSet.value(PRIVATE, vr, number)));
    }
  }

  @Test
  void canonical_shouldKeepPrivateNumbersApart() throws Exception {
    assertThat(canonical(IMPLICIT, dataSet -> dataSet.shorts(PRIVATE, "US", 0x0041)))
        .isNotEqualTo(canonical(IMPLICIT, dataSet -> dataSet.shorts(PRIVATE, "US", 0x2041)));
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.shorts(PRIVATE, "US", 0)))
        .isNotEqualTo(canonical(EXPLICIT, dataSet -> dataSet.shorts(PRIVATE, "US", 0x2020)));
  }

  @Test
  void canonical_shouldSeeTheSequenceInAnUnknownValue() throws Exception {
    EncodedDataSet.Content item = content -> content.shorts(Tag.ROWS, "US", 5);
    var expected = canonical(EXPLICIT, dataSet -> dataSet.sequence(PRIVATE_SEQUENCE, "SQ", item));
    byte[] list = {-2, -1, 0, -32, 10, 0, 0, 0, 0x28, 0, 0x10, 0, 2, 0, 0, 0, 5, 0};
    for (String vr : List.of("UN", "OB")) {
      assertThat(canonical(EXPLICIT, dataSet -> dataSet.value(PRIVATE_SEQUENCE, vr, list)))
          .isEqualTo(expected);
    }
    assertThat(canonical(BIG_ENDIAN, dataSet -> dataSet.value(PRIVATE_SEQUENCE, "UN", list)))
        .isEqualTo(expected);
    assertThat(
            canonical(
                EXPLICIT, dataSet -> dataSet.value(Tag.REFERENCED_IMAGE_SEQUENCE, "UN", list)))
        .isEqualTo(
            canonical(
                EXPLICIT, dataSet -> dataSet.sequence(Tag.REFERENCED_IMAGE_SEQUENCE, "SQ", item)));
  }

  @Test
  void canonical_shouldTakeWhatIsNoWellFormedSequenceAsBytes() throws Exception {
    byte[] list = {-2, -1, 0, -32, 10, 0, 0, 0, 0x28, 0, 0x10, 0, 2, 0, 0, 0, 5, 0};
    byte[] more = Arrays.copyOf(list, list.length + 2);
    byte[] other = more.clone();
    other[other.length - 1] = 1;
    assertThat(canonical(EXPLICIT, dataSet -> dataSet.value(PRIVATE, "UN", more)))
        .isNotEqualTo(canonical(EXPLICIT, dataSet -> dataSet.value(PRIVATE, "UN", other)))
        .isNotEqualTo(canonical(EXPLICIT, dataSet -> dataSet.value(PRIVATE, "UN", list)));
  }

  /** Each level is a list of items in a value of VR UN; the deepest is not looked into any more. */
  @Test
  void canonical_shouldStopAtTheNestingThatTheStandardWayStopsAt() throws Exception {
    byte[] value = EncodedDataSet.of(IMPLICIT, dataSet -> dataSet.shorts(Tag.ROWS, "US", 5));
    for (int depth = 0; depth < 3000; depth++) {
      byte[] inner = value;
      byte[] sequence =
          EncodedDataSet.of(IMPLICIT, s -> s.sequence(PRIVATE, "UN", i -> i.raw(inner)));
      value = sequence;
    }
    byte[] nested = value;
    assertThat(TestFingerprints.of(IMPLICIT, nested).canonical())
        .isEqualTo(TestFingerprints.of(IMPLICIT, nested, 7).canonical());
  }

  static Stream<EncodedDataSet.Content> alterations() {
    return Stream.of(
        d -> d.text(Tag.PATIENT_NAME, "PN", "DOE^JOHN"),
        d -> d.text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3.5\0"),
        d -> d.text(Tag.PATIENT_NAME, "PN", "DOE^JANE").text(0x00100020, "LO", ""),
        d -> d.text(0x00100020, "LO", "DOE^JANE"),
        d -> d.text(0x00100020, "LO", "1").text(Tag.PATIENT_NAME, "PN", "DOE^JANE"),
        d -> d.text(Tag.PATIENT_NAME, "PN", "DOE^JANE").text(0x00100020, "LO", "1"),
        d -> d.shorts(Tag.ROWS, "US", 1),
        d -> d.shorts(Tag.ROWS, "US", 2),
        d -> d.shorts(Tag.ROWS, "US", 1).shorts(Tag.PIXEL_DATA, "OW", 1, 2),
        d -> d.shorts(Tag.ROWS, "US", 1).shorts(Tag.PIXEL_DATA, "OW", 1, 3),
        d -> d.value(0x00189087, "FD", new byte[8]),
        d -> d.value(0x00189087, "FD", new byte[] {0, 0, 0, 0, 0, 0, 0, 1}),
        d -> d.value(PRIVATE, "OB", (byte) 0, (byte) 1),
        d -> d.value(PRIVATE, "OB", (byte) 0, (byte) 2),
        d -> d.sequence(PRIVATE_SEQUENCE, "SQ"),
        d -> d.sequence(PRIVATE_SEQUENCE, "SQ", i -> {}),
        d -> d.sequence(PRIVATE_SEQUENCE, "SQ", i -> {}, i -> {}),
        d -> d.sequence(PRIVATE_SEQUENCE, "SQ", i -> i.shorts(1, "US", 1).shorts(2, "US", 2)),
        d ->
            d.sequence(
                PRIVATE_SEQUENCE, "SQ", i -> i.shorts(1, "US", 1), i -> i.shorts(2, "US", 2)),
        d -> d.sequence(PRIVATE_SEQUENCE, "SQ", i -> i.shorts(1, "US", 1)).shorts(2, "US", 2),
        d -> d.value(0x00420011, "OB", new byte[70_000]),
        d -> d.value(0x00420011, "OB", new byte[70_001]),
        d -> d.value(0x00420011, "OB", last(new byte[70_000])),
        d -> d.value(0x0040A160, "UT", "y".repeat(70_000).getBytes(US_ASCII)),
        d -> d.value(0x0040A160, "UT", "y".repeat(70_001).getBytes(US_ASCII)));
  }

  private static byte[] last(byte[] value) {
    value[value.length - 1] = 1;
    return value;
  }

  @Test
  void canonical_shouldTellEveryAlterationApart() throws Exception {
    List<EncodedDataSet.Content> all = alterations().toList();
    assertThat(all.stream().map(content -> unchecked(content).hex()))
        .doesNotHaveDuplicates()
        .hasSize(25);
  }

  private static org.sealgate.chain.log.Digest unchecked(EncodedDataSet.Content content) {
    try {
      return canonical(EXPLICIT, content);
    } catch (DataSetFormatException e) {
      throw new AssertionError(e);
    }
  }
}
