package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealgate.dimse.data.EventRecorder.Chunking;

class TranscoderTest {
  private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  private static final TransferSyntax BIG_ENDIAN = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
  private static final ParserLimits LIMITS = ParserLimits.DEFAULT.withLargeValueThreshold(24);

  static Stream<Arguments> pairs() {
    return DataSetWriterTest.nativeSyntaxes()
        .flatMap(source ->
            DataSetWriterTest.nativeSyntaxes().map(target -> Arguments.of(source, target)));
  }

  private static byte[] transcode(
      TransferSyntax source, TransferSyntax target, byte[] bytes, Chunking chunking)
      throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    ByteSink sink =
        piece -> {
          byte[] copy = new byte[piece.remaining()];
          piece.get(copy);
          stream.writeBytes(copy);
        };
    try (Transcoder transcoder = new Transcoder(source, target, sink, LIMITS)) {
      for (ByteBuffer chunk : chunking.cut(bytes)) {
        transcoder.feed(chunk);
      }
      transcoder.finish();
    }
    return stream.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void feed_shouldWriteWhatTheWriterWrites(TransferSyntax source, TransferSyntax target)
      throws IOException {
    for (int seed = 0; seed < 4; seed++) {
      assertTranscodes(source, target, Samples.random(new Random(seed), 2));
    }
    assertTranscodes(source, target, Samples.image());
  }

  private static void assertTranscodes(
      TransferSyntax source, TransferSyntax target, DataSet dataSet) throws IOException {
    byte[] from = DataSetWriter.toBytes(dataSet, source);
    for (Chunking chunking :
        new Chunking[] {Chunking.whole(), Chunking.each(1), Chunking.each(13)}) {
      byte[] actual = transcode(source, target, from, chunking);
      assertThat(inflated(target, actual))
          .isEqualTo(inflated(target, DataSetWriter.toBytes(dataSet, target)));
    }
  }

  /**
   * Deflated bytes depend on the compressor's input sizes, so it is the data set within that is
   * compared.
   */
  private static byte[] inflated(TransferSyntax syntax, byte[] bytes) throws IOException {
    return EventRecorder.parse(syntax, LIMITS, bytes, Chunking.whole()).reassembled.toByteArray();
  }

  @Test
  void feed_shouldKeepLengths_whenOnlyByteOrderChanges() throws IOException {
    DataSet dataSet = Samples.privateElements();
    WriterOptions options = WriterOptions.DEFINED_LENGTHS.withGroupLengths();
    byte[] little = DataSetWriter.toBytes(dataSet, EXPLICIT, options);
    byte[] big = DataSetWriter.toBytes(dataSet, BIG_ENDIAN, options);
    assertThat(transcode(EXPLICIT, BIG_ENDIAN, little, Chunking.each(5))).isEqualTo(big);
    assertThat(transcode(BIG_ENDIAN, EXPLICIT, big, Chunking.each(5))).isEqualTo(little);
  }

  @Test
  void feed_shouldDropLengths_whenValueRepresentationsAppear() throws IOException {
    DataSet dataSet = Samples.random(new Random(1), 2);
    WriterOptions options = WriterOptions.DEFINED_LENGTHS.withGroupLengths();
    byte[] actual =
        transcode(
            IMPLICIT,
            EXPLICIT,
            DataSetWriter.toBytes(dataSet, IMPLICIT, options),
            Chunking.whole());
    assertThat(actual).isEqualTo(DataSetWriter.toBytes(dataSet, EXPLICIT));
  }

  @Test
  void feed_shouldPassUnknownSequencesAsTheyAre() throws IOException {
    byte[] implicit =
        Hex.bytes(
            """
            0900 0110 FFFFFFFF                       // (0009,1001) private, undefined length: a sequence
            FEFF 00E0 0A000000                       // Item of 10 bytes
            2800 1000 02000000 0102                  // (0028,0010) Rows 0201H
            FEFF DDE0 00000000                       // Sequence Delimitation Item
            2800 1000 02000000 0102                  // (0028,0010) Rows 0201H
            """);
    byte[] bigEndian =
        Hex.bytes(
            """
            0009 1001 55 4E 0000 FFFFFFFF            // (0009,1001) UN, undefined length
            FEFF 00E0 0A000000                       // its content stays Implicit VR Little Endian
            2800 1000 02000000 0102
            FEFF DDE0 00000000
            0028 0010 55 53 0002 0201                // (0028,0010) US 0201H
            """);
    assertThat(transcode(IMPLICIT, BIG_ENDIAN, implicit, Chunking.each(1))).isEqualTo(bigEndian);
    assertThat(transcode(BIG_ENDIAN, IMPLICIT, bigEndian, Chunking.each(1))).isEqualTo(implicit);
  }

  @Test
  void feed_shouldChooseSigned_whenPixelRepresentationSays() throws IOException {
    byte[] implicit =
        Hex.bytes(
            """
            2800 0301 02000000 0100                  // (0028,0103) Pixel Representation 1: signed
            2800 0601 02000000 00FC                  // (0028,0106) Smallest Image Pixel Value -1024
            2800 0030 08000000                       // (0028,3000) Modality LUT Sequence, 8 bytes
            FEFF 00E0 00000000                       // an empty item
            """);
    byte[] explicit =
        Hex.bytes(
            """
            2800 0301 55 53 0200 0100                // US
            2800 0601 53 53 0200 00FC                // SS
            2800 0030 53 51 0000 FFFFFFFF            // SQ, now of undefined length
            FEFF 00E0 FFFFFFFF
            FEFF 0DE0 00000000
            FEFF DDE0 00000000
            """);
    assertThat(transcode(IMPLICIT, EXPLICIT, implicit, Chunking.whole())).isEqualTo(explicit);
  }

  @Test
  void feed_shouldWriteUnknown_whenTextIsTooLongForShortForm() throws IOException {
    DataSet dataSet = new DataSet().putString(Tag.PATIENT_COMMENTS, "x".repeat(70_000));
    byte[] actual =
        transcode(
            IMPLICIT, BIG_ENDIAN, DataSetWriter.toBytes(dataSet, IMPLICIT), Chunking.each(999));
    assertThat(actual).isEqualTo(DataSetWriter.toBytes(dataSet, BIG_ENDIAN));
  }

  @Test
  void feed_shouldLeaveBytesOfBrokenWordsAlone() throws IOException {
    byte[] little = Hex.bytes("2800 1000 55 53 0300 010203");
    assertThat(transcode(EXPLICIT, BIG_ENDIAN, little, Chunking.each(1)))
        .isEqualTo(Hex.bytes("0028 0010 55 53 0003 020103"));
  }

  @Test
  void feed_shouldCopy_whenSyntaxesAreTheSame() throws IOException {
    byte[] bytes = DataSetWriter.toBytes(Samples.encapsulated(), TransferSyntax.JPEG_BASELINE);
    assertThat(
            transcode(
                TransferSyntax.JPEG_BASELINE,
                TransferSyntax.JPEG_BASELINE,
                bytes,
                Chunking.each(7)))
        .isEqualTo(bytes);
  }

  @Test
  void feed_shouldRefuseFragments_whenTargetIsNative() {
    byte[] bytes = DataSetWriter.toBytes(Samples.encapsulated(), EXPLICIT);
    assertThatThrownBy(() -> transcode(EXPLICIT, IMPLICIT, bytes, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessageContaining("(7FE0,0010)")
        .hasMessageContaining("expected native Pixel Data");
  }

  /** Found by the fuzz target of the transcoder: what came out was no data set. */
  @Test
  void feed_shouldRefuse_whenImplicitWouldMakeASequenceOfAValue() {
    byte[] text = Hex.bytes("0800 1511 55 54 0000 04000000 61626364"); // (0008,1115) UT "abcd"
    assertThatThrownBy(() -> transcode(EXPLICIT, IMPLICIT, text, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessage(
            "(0008,1115) at byte 0: expected VR SQ, which Implicit VR takes it for, found UT");
  }

  @Test
  void feed_shouldRefuse_whenImplicitWouldMakeAValueOfASequence() {
    byte[] sequence = Hex.bytes("1000 1000 53 51 0000 00000000"); // (0010,0010) SQ without items
    assertThatThrownBy(() -> transcode(EXPLICIT, IMPLICIT, sequence, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessage(
            "(0010,0010) at byte 0: expected VR PN, which Implicit VR takes it for, found SQ");
  }

  @Test
  void feed_shouldPassTheGreatestLengthThrough() throws IOException {
    long[] written = new long[1];
    try (Transcoder transcoder =
        new Transcoder(EXPLICIT, IMPLICIT, piece -> written[0] += piece.remaining())) {
      GreatestLength.feed(transcoder::feed);
      transcoder.finish();
    }
    // The header has 8 bytes rather than 12, and so has that of the element after it.
    assertThat(written[0]).isEqualTo(GreatestLength.VALUE_LENGTH + 8 + 8 + 2);
  }

  @Test
  void constructor_shouldRefuse_whenPixelsWouldHaveToBeDecoded() {
    assertThat(Transcoder.isPossible(TransferSyntax.JPEG_BASELINE, EXPLICIT)).isFalse();
    assertThatThrownBy(() -> new Transcoder(TransferSyntax.JPEG_BASELINE, EXPLICIT, bytes -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JPEG Baseline");
  }

  @Test
  void finish_shouldRefuseTruncatedInput() {
    byte[] bytes = DataSetWriter.toBytes(Samples.image(), EXPLICIT);
    byte[] truncated = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> transcode(EXPLICIT, IMPLICIT, truncated, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class);
  }
}
