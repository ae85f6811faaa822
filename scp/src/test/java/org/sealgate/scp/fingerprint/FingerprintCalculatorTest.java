package org.sealgate.scp.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealgate.scp.fingerprint.EncodedDataSet.BIG_ENDIAN;
import static org.sealgate.scp.fingerprint.EncodedDataSet.EXPLICIT;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealgate.chain.log.Digest;
import org.sealgate.dimse.data.DataSetFormatException;
import org.sealgate.dimse.data.DataSetHandler;
import org.sealgate.dimse.data.Tag;
import org.sealgate.dimse.data.TransferSyntax;

class FingerprintCalculatorTest {
  private static final TransferSyntax JPEG = TransferSyntax.JPEG_BASELINE;
  private static final byte[] NO_OFFSETS = {};

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }

  private static byte[] image(byte[]... fragments) {
    return EncodedDataSet.of(
        JPEG,
        dataSet ->
            dataSet
                .text(Tag.PATIENT_NAME, "PN", "DOE^JANE")
                .fragments(Tag.PIXEL_DATA, "OB", fragments));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 13, 100, 4096, 65_535, 65_536, 65_537})
  void feed_shouldNotDependOnHowTheBytesAreCut(int piece) throws Exception {
    byte[] native0 =
        EncodedDataSet.of(
            BIG_ENDIAN,
            dataSet ->
                dataSet
                    .sequence(
                        0x00091002,
                        "UN",
                        item -> item.value(0x00091003, "UT", noise(3)).shorts(Tag.ROWS, "US", 5))
                    .value(0x00091004, "FD", noise(24))
                    .value(0x00091005, "OD", noise(80_000))
                    .value(Tag.PIXEL_DATA, "OW", noise(70_000)));
    byte[] encapsulated = image(noise(70_000), noise(10), noise(66_000), noise(0));
    for (var both : List.of(List.of(BIG_ENDIAN, native0), List.of(JPEG, encapsulated))) {
      TransferSyntax syntax = (TransferSyntax) both.getFirst();
      byte[] dataSet = (byte[]) both.getLast();
      assertThat(TestFingerprints.of(syntax, dataSet, piece))
          .isEqualTo(TestFingerprints.of(syntax, dataSet));
    }
  }

  @Test
  void pixels_shouldBeOfTheFragmentsHoweverTheyAreCut() throws Exception {
    byte[] stream = noise(200_000);
    Digest expected = Digest.sha256(stream);
    for (int first : new int[] {0, 10, 70_000, 100_000, 199_999}) {
      Fingerprint cut =
          TestFingerprints.of(
              JPEG,
              image(
                  NO_OFFSETS,
                  Arrays.copyOf(stream, first),
                  Arrays.copyOfRange(stream, first, stream.length)));
      assertThat(cut.pixels()).isEqualTo(expected);
    }
    assertThat(TestFingerprints.of(JPEG, image(noise(4), stream)).pixels()).isEqualTo(expected);
  }

  @Test
  void canonical_shouldIgnoreFragmentBoundariesAndWireShouldNot() throws Exception {
    Fingerprint one = TestFingerprints.of(JPEG, image(NO_OFFSETS, new byte[] {1, 2, 3, 4}));
    Fingerprint two =
        TestFingerprints.of(JPEG, image(new byte[4], new byte[] {1, 2}, new byte[] {3, 4}));
    assertThat(two.canonical()).isEqualTo(one.canonical());
    assertThat(two.wire()).isNotEqualTo(one.wire());
  }

  @Test
  void wire_shouldSeeEveryBitOfEveryFragment() throws Exception {
    byte[] table = noise(70_000);
    byte[] small = noise(100);
    byte[] large = noise(70_002);
    Fingerprint sealed = TestFingerprints.of(JPEG, image(table, small, large));
    for (byte[] altered : List.of(table, small, large)) {
      altered[altered.length - 1] ^= 1;
      assertThat(TestFingerprints.of(JPEG, image(table, small, large)).wire())
          .isNotEqualTo(sealed.wire());
      altered[altered.length - 1] ^= 1;
    }
    assertThat(TestFingerprints.of(JPEG, image(table, small, large))).isEqualTo(sealed);
  }

  @Test
  void pixels_shouldBeOfTheImageAndNotOfItsIcon() throws Exception {
    EncodedDataSet.Content icon =
        item -> item.fragments(Tag.PIXEL_DATA, "OB", NO_OFFSETS, noise(80_000));
    byte[] dataSet =
        EncodedDataSet.of(
            JPEG,
            content ->
                content
                    .fragments(Tag.PIXEL_DATA, "OB", NO_OFFSETS, noise(20))
                    .sequence(0x00880200, "SQ", icon));
    byte[] iconOnly = EncodedDataSet.of(JPEG, content -> content.sequence(0x00880200, "SQ", icon));
    assertThat(TestFingerprints.of(JPEG, dataSet).pixels()).isEqualTo(Digest.sha256(noise(20)));
    assertThat(TestFingerprints.of(JPEG, iconOnly).pixels()).isNull();
  }

  @Test
  void pixels_shouldNotBeOfAnotherEncapsulatedElement() throws Exception {
    byte[] dataSet =
        EncodedDataSet.of(JPEG, d -> d.fragments(0x7FE11010, "OB", NO_OFFSETS, noise(20)));
    assertThat(TestFingerprints.of(JPEG, dataSet).pixels()).isNull();
  }

  @Test
  void pixels_shouldBeLittleEndianSamples() throws Exception {
    byte[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
    for (var element :
        List.of(
            List.of(Tag.PIXEL_DATA, "OW"), List.of(0x7FE00008, "OF"), List.of(0x7FE00009, "OD"))) {
      byte[] dataSet =
          EncodedDataSet.of(
              BIG_ENDIAN,
              d -> d.value((Integer) element.getFirst(), (String) element.getLast(), samples));
      assertThat(TestFingerprints.of(BIG_ENDIAN, dataSet).pixels())
          .isEqualTo(Digest.sha256(samples));
    }
  }

  /** A sequence of VR UN is little endian in every transfer syntax (PS3.5 6.2.2). */
  @Test
  void canonical_shouldNotSwapWithinAnUnknownSequence() throws Exception {
    EncodedDataSet.Content content =
        d -> d.sequence(0x00091002, "UN", item -> item.value(Tag.PIXEL_DATA, "OW", noise(70_000)));
    assertThat(
            TestFingerprints.of(BIG_ENDIAN, EncodedDataSet.of(BIG_ENDIAN, true, content))
                .canonical())
        .isEqualTo(
            TestFingerprints.of(EXPLICIT, EncodedDataSet.of(EXPLICIT, true, content)).canonical());
  }

  @Test
  void finish_shouldTakeDeflatedBytesAsWireAndInflatedOnesAsContent() throws Exception {
    byte[] plain =
        EncodedDataSet.of(
            EXPLICIT,
            d ->
                d.text(Tag.PATIENT_NAME, "PN", "DOE^JANE")
                    .value(Tag.PIXEL_DATA, "OW", new byte[100_000]));
    TransferSyntax deflated = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
    Fingerprint best = TestFingerprints.of(deflated, deflate(plain, Deflater.BEST_COMPRESSION));
    Fingerprint none = TestFingerprints.of(deflated, deflate(plain, Deflater.NO_COMPRESSION));
    Fingerprint original = TestFingerprints.of(EXPLICIT, plain);
    assertThat(best.canonical()).isEqualTo(original.canonical()).isEqualTo(none.canonical());
    assertThat(best.pixels()).isEqualTo(original.pixels());
    assertThat(best.wire()).isNotEqualTo(none.wire());
  }

  private static byte[] deflate(byte[] plain, int level) {
    try (Deflater deflater = new Deflater(level, true)) {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream deflated = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        deflated.write(buffer, 0, deflater.deflate(buffer));
      }
      return deflated.toByteArray();
    }
  }

  /** More than the heap of the tests, so holding it would fail. */
  @Test
  void feed_shouldNotHoldWhatPasses() throws Exception {
    long length = (3L << 29) + 2;
    assertThat(length).isGreaterThan(Runtime.getRuntime().maxMemory());
    FingerprintCalculator calculator = new FingerprintCalculator(EXPLICIT, new DataSetHandler() {});
    ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) 0x7FE0).putShort((short) 0x10).put((byte) 'O').put((byte) 'W');
    calculator.feed(header.putShort((short) 0).putInt((int) length).flip());
    ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 20);
    for (long left = length; left > 0; left -= chunk.limit()) {
      calculator.feed(chunk.clear().limit((int) Math.min(chunk.capacity(), left)).slice());
    }
    assertThat(calculator.finish().pixels()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 9, 15})
  void finish_shouldRefuseDataThatEndWithinAnElement(int length) {
    byte[] dataSet = EncodedDataSet.of(EXPLICIT, d -> d.text(Tag.PATIENT_NAME, "PN", "DOE^JANE"));
    assertThatThrownBy(() -> TestFingerprints.of(EXPLICIT, Arrays.copyOf(dataSet, length)))
        .isInstanceOf(DataSetFormatException.class);
  }

  @Test
  void finish_shouldAcceptAnEmptyDataSet() throws Exception {
    Fingerprint empty = TestFingerprints.of(EXPLICIT, new byte[0]);
    assertThat(empty.pixels()).isNull();
    assertThat(empty.isOpaque()).isFalse();
  }

  @Test
  void opaque_shouldDependOnTransferSyntaxAndEveryByte() {
    assertThat(opaque(EXPLICIT, (byte) 1, (byte) 2).isOpaque()).isTrue();
    assertThat(opaque(EXPLICIT, (byte) 1, (byte) 2))
        .isEqualTo(opaque(EXPLICIT, (byte) 1, (byte) 2))
        .isNotEqualTo(opaque(EXPLICIT, (byte) 1, (byte) 3))
        .isNotEqualTo(opaque(JPEG, (byte) 1, (byte) 2));
  }

  private static Fingerprint opaque(TransferSyntax syntax, byte... bytes) {
    OpaqueFingerprint digest = new OpaqueFingerprint(syntax);
    for (byte one : bytes) {
      digest.feed(ByteBuffer.wrap(new byte[] {one}));
    }
    return digest.finish();
  }
}
