package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every data set: the same events however it is cut, all its bytes, and an error
 * wherever it is cut off.
 */
class DataSetParserPropertyTest {
  private static final ParserLimits LIMITS = ParserLimits.DEFAULT.withLargeValueThreshold(24);

  static Stream<Arguments> samples() {
    Stream<Arguments> images =
        Stream.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
            .flatMap(syntax ->
                Stream.of(
                        Samples.image(),
                        Samples.privateElements(),
                        Samples.random(new Random(7), 2))
                    .flatMap(dataSet -> encodings(syntax, dataSet)));
    return Stream.concat(images, encodings(TransferSyntax.JPEG_BASELINE, Samples.encapsulated()));
  }

  private static Stream<Arguments> encodings(TransferSyntax syntax, DataSet dataSet) {
    return Stream.of(WriterOptions.DEFAULT, WriterOptions.DEFINED_LENGTHS.withGroupLengths())
        .map(options -> Arguments.of(syntax, DataSetWriter.toBytes(dataSet, syntax, options)));
  }

  private static EventRecorder parse(
      TransferSyntax syntax, byte[] bytes, EventRecorder.Chunking chunking) throws IOException {
    return EventRecorder.parse(syntax, LIMITS, bytes, chunking);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void feed_shouldGiveSameEvents_howeverBytesAreCut(TransferSyntax syntax, byte[] bytes)
      throws IOException {
    List<String> expected = parse(syntax, bytes, EventRecorder.Chunking.whole()).events;
    assertThat(expected).isNotEmpty();
    for (int length : new int[] {1, 2, 3, 5, 7, 8, 11, 12, 13, 64}) {
      assertThat(parse(syntax, bytes, EventRecorder.Chunking.each(length)).events)
          .isEqualTo(expected);
    }
    for (int seed = 0; seed < 20; seed++) {
      assertThat(parse(syntax, bytes, EventRecorder.Chunking.random(new Random(seed), 40)).events)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void feed_shouldPassOnEveryByteOnceAndInOrder(TransferSyntax syntax, byte[] bytes)
      throws IOException {
    assertThat(parse(syntax, bytes, EventRecorder.Chunking.whole()).reassembled.toByteArray())
        .isEqualTo(bytes);
    assertThat(parse(syntax, bytes, EventRecorder.Chunking.each(1)).reassembled.toByteArray())
        .isEqualTo(bytes);
    assertThat(parse(syntax, bytes, EventRecorder.Chunking.each(17)).reassembled.toByteArray())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void finish_shouldRefuseEveryTruncation_exceptBetweenElements(TransferSyntax syntax, byte[] bytes)
      throws IOException {
    List<Long> boundaries = parse(syntax, bytes, EventRecorder.Chunking.whole()).topLevelStarts;
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      if (boundaries.contains((long) length)) {
        assertThat(parse(syntax, truncated, EventRecorder.Chunking.whole()).reassembled.size())
            .isEqualTo(length);
      } else {
        assertThatThrownBy(() -> parse(syntax, truncated, EventRecorder.Chunking.whole()))
            .as("%s cut off after %d bytes", syntax, length)
            .isInstanceOf(DataSetFormatException.class);
      }
    }
  }

  /**
   * Whatever the bytes are, the answer is a data set or a format error, and never any other
   * exception.
   */
  @ParameterizedTest
  @MethodSource("samples")
  void feed_shouldSurviveAnyDamage(TransferSyntax syntax, byte[] bytes) throws IOException {
    Random random = new Random(Arrays.hashCode(bytes));
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = bytes.clone();
      for (int change = 0; change < 3; change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      refused += isRefused(syntax, damaged) ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  private static boolean isRefused(TransferSyntax syntax, byte[] damaged) throws IOException {
    try {
      DataSetReader.read(
          ByteBuffer.wrap(damaged), syntax, ReaderOptions.DEFAULT.withLimits(LIMITS));
      return false;
    } catch (DataSetFormatException expected) {
      return true;
    }
  }
}
