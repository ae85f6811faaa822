package org.sealgate.testdicom.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunLengthEncoderTest {
  @Test
  void encode_shouldWriteHeaderRunsAndLiterals() {
    // One row: 5 5 5 5 1 2 3; Annex G.3.1: a run of n is written as 1-n, a literal of n as n-1.
    byte[] frame = {5, 5, 5, 5, 1, 2, 3};
    ImageLayout layout = new ImageLayout(1, 1, 7, 1, 8, 8, "MONOCHROME2");

    String fragment = HexFormat.of().formatHex(RunLengthEncoder.encode(frame, layout));

    assertThat(fragment)
        .startsWith(
            "01000000" // number of segments 1
                + "40000000" // offset of the first segment 64
                + "00".repeat(56))
        .endsWith(
            "fd05" // run of 4: -3, value 5
                + "02010203"); // literal of 3: 2, values 1 2 3
    assertThat(fragment).hasSize(2 * (64 + 6));
  }

  static FrameSource[] sources() {
    return FrameSourceTest.sources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void encode_shouldBeUndoneByTheDecodingOfAnnexG(FrameSource source) {
    byte[] frame = source.frame(0);
    byte[] fragment = RunLengthEncoder.encode(frame, source.layout());

    assertThat(fragment.length % 2).isZero();
    assertThat(decode(fragment, source.layout())).isEqualTo(frame);
  }

  private static byte[] decode(byte[] fragment, ImageLayout layout) {
    ByteBuffer header = ByteBuffer.wrap(fragment).order(ByteOrder.LITTLE_ENDIAN);
    int sampleLength = layout.bitsAllocated() / 8;
    int stride = header.getInt(0);
    byte[] frame = new byte[layout.frameLength()];
    for (int segment = 0; segment < stride; segment++) {
      int start = header.getInt(4 + 4 * segment);
      byte[] plane = unpack(fragment, start, layout.rows() * layout.columns());
      int offset =
          segment / sampleLength * sampleLength + sampleLength - 1 - segment % sampleLength;
      for (int i = 0; i < plane.length; i++) {
        frame[i * stride + offset] = plane[i];
      }
    }
    return frame;
  }

  private static byte[] unpack(byte[] fragment, int start, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = start;
    while (out.size() < length) {
      int count = fragment[at++];
      if (count >= 0) {
        out.write(fragment, at, count + 1);
        at += count + 1;
      } else {
        for (int i = 0; i < 1 - count; i++) {
          out.write(fragment[at]);
        }
        at++;
      }
    }
    return out.toByteArray();
  }
}
