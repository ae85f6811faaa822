package org.sealgate.dimse.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.sealgate.dimse.data.EventRecorder.Chunking;

class InflationTest {
  private static final TransferSyntax DEFLATED = TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
  private static final byte[] PLAIN =
      DataSetWriter.toBytes(Samples.image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

  private final byte[] bytes = DataSetWriter.toBytes(Samples.image(), DEFLATED);

  private static EventRecorder parse(byte[] bytes, Chunking chunking) throws IOException {
    return EventRecorder.parse(DEFLATED, ParserLimits.DEFAULT, bytes, chunking);
  }

  @Test
  void feed_shouldGiveEventsOfInflatedDataSet() throws IOException {
    EventRecorder plain =
        EventRecorder.parse(
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
            ParserLimits.DEFAULT,
            PLAIN,
            Chunking.whole());
    for (Chunking chunking :
        new Chunking[] {Chunking.whole(), Chunking.each(1), Chunking.each(7)}) {
      EventRecorder recorder = parse(bytes, chunking);
      assertThat(recorder.events).isEqualTo(plain.events);
      assertThat(recorder.reassembled.toByteArray()).isEqualTo(PLAIN);
      assertThat(recorder.deflated.toByteArray()).isEqualTo(bytes);
    }
  }

  @Test
  void feed_shouldAcceptZlibHeader() throws IOException {
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(zlib)) {
      stream.write(PLAIN);
    }
    assertThat(parse(zlib.toByteArray(), Chunking.each(1)).reassembled.toByteArray())
        .isEqualTo(PLAIN);
  }

  @Test
  void finish_shouldRefuseEveryTruncation() {
    assertThat(bytes.length % 2).isZero();
    for (int length = 0; length < bytes.length - 1; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> parse(truncated, Chunking.whole()))
          .as("cut off after %d bytes", length)
          .isInstanceOf(DataSetFormatException.class);
    }
  }

  @Test
  void feed_shouldRefuseTrailingBytes() {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 2);
    assertThatThrownBy(() -> parse(longer, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessageContaining("at most one zero byte after the deflated stream");
  }

  @Test
  void feed_shouldRefuseNonsense() {
    byte[] nonsense = {7, 7, 7, 7};
    assertThatThrownBy(() -> parse(nonsense, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessageContaining("expected a deflated stream");
  }

  @Test
  void feed_shouldRefuse_whenItInflatesBeyondTheLimit() {
    ParserLimits limits = ParserLimits.DEFAULT.withMaximumInflatedLength(PLAIN.length - 1);
    assertThatThrownBy(() -> EventRecorder.parse(DEFLATED, limits, bytes, Chunking.whole()))
        .isInstanceOf(DataSetFormatException.class)
        .hasMessageContaining("maximumInflatedLength");
  }
}
