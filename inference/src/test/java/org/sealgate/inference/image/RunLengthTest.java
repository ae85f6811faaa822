package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class RunLengthTest {
  private static final PixelFormat EIGHT_BITS = new PixelFormat(5, 1, 8, 8, 7, false);
  private static final PixelFormat SIXTEEN_BITS = new PixelFormat(3, 1, 16, 16, 15, false);

  @Test
  void decode_shouldRepeatAndCopy() throws Exception {
    // FE 07: repeat 07 three times; 01 08 09: copy two bytes.
    assertThat(RunLength.decode(frame(new int[] {0xFE, 7, 1, 8, 9}), EIGHT_BITS))
        .containsExactly((short) 7, (short) 7, (short) 7, (short) 8, (short) 9);
  }

  @Test
  void decode_shouldJoinThePlanes_mostSignificantFirst() throws Exception {
    assertThat(
            RunLength.decode(
                frame(new int[] {0xFE, 0x12}, new int[] {2, 0x34, 0x56, 0xFF}), SIXTEEN_BITS))
        .containsExactly((short) 0x1234, (short) 0x1256, (short) 0x12FF);
  }

  @Test
  void decode_shouldIgnoreTheControlByteMinus128() throws Exception {
    assertThat(RunLength.decode(frame(new int[] {0x80, 0xFC, 7}), EIGHT_BITS))
        .containsOnly((short) 7);
  }

  @Test
  void decode_shouldRefuseAnotherNumberOfSegments() {
    assertThatThrownBy(() -> RunLength.decode(frame(new int[] {0xFE, 1}), SIXTEEN_BITS))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("RLE frame has 1 segments, 2 expected");
  }

  @Test
  void decode_shouldRefuseATruncatedSegment() {
    assertThatThrownBy(() -> RunLength.decode(frame(new int[] {0xFE, 1}), EIGHT_BITS))
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("RLE segment ends after 3 of 5 samples");
  }

  @Test
  void decode_shouldRefuseOffsetsOutsideTheFrame() {
    byte[] frame = frame(new int[] {0xFC, 1});
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 5000);
    assertThatThrownBy(() -> RunLength.decode(frame, EIGHT_BITS))
        .isInstanceOf(BrokenImageException.class)
        .hasMessageContaining("RLE segment 0 spans bytes 5000");
  }

  /** A frame as PS3.5 G.5 lays it out. */
  private static byte[] frame(int[]... segments) {
    ByteBuffer frame = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0, segments.length);
    frame.position(64);
    for (int index = 0; index < segments.length; index++) {
      frame.putInt(4 + 4 * index, frame.position());
      for (int value : segments[index]) {
        frame.put((byte) value);
      }
    }
    byte[] bytes = new byte[frame.position()];
    frame.get(0, bytes);
    return bytes;
  }
}
