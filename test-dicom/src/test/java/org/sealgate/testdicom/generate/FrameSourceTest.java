package org.sealgate.testdicom.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameSourceTest {
  static FrameSource[] sources() {
    return new FrameSource[] {
      new ChestRadiograph(7, 200, 160),
      new TomographySlice(7, 3, 10, 128, 130),
      new UltrasoundClip(7, 3, 90, 120)
    };
  }

  @ParameterizedTest
  @MethodSource("sources")
  void frame_shouldBeTheSameEveryTime(FrameSource source) {
    assertThat(source.frame(0)).isEqualTo(source.frame(0)).hasSize(source.layout().frameLength());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void writeTo_shouldWriteAllFramesInOrder(FrameSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    source.writeTo(out);

    assertThat(out.size()).isEqualTo((int) source.layout().length());
    ByteBuffer all = ByteBuffer.wrap(out.toByteArray());
    for (int i = 0; i < source.layout().frames(); i++) {
      byte[] frame = new byte[source.layout().frameLength()];
      all.get(frame);
      assertThat(frame).isEqualTo(source.frame(i));
    }
  }

  @Test
  void frame_shouldDifferBySeed_slice_andFrame() {
    assertThat(new ChestRadiograph(1, 64, 64).frame(0))
        .isNotEqualTo(new ChestRadiograph(2, 64, 64).frame(0));
    assertThat(new TomographySlice(1, 0, 9, 64, 64).frame(0))
        .isNotEqualTo(new TomographySlice(1, 1, 9, 64, 64).frame(0));
    UltrasoundClip clip = new UltrasoundClip(1, 2, 64, 64);
    assertThat(clip.frame(0)).isNotEqualTo(clip.frame(1));
  }

  @Test
  void frame_shouldStayWithinTheBitsStored() {
    for (FrameSource source :
        new FrameSource[] {
          new ChestRadiograph(3, 100, 100), new TomographySlice(3, 0, 2, 100, 100)
        }) {
      ByteBuffer samples = ByteBuffer.wrap(source.frame(0)).order(ByteOrder.LITTLE_ENDIAN);
      while (samples.hasRemaining()) {
        assertThat(samples.getShort() & 0xf000).isZero();
      }
    }
  }

  /** Random bytes or a constant would make every compressing step of a test meaningless. */
  @ParameterizedTest
  @MethodSource("sources")
  void frame_shouldCompressAboutAsAClinicalImageDoes(FrameSource source) {
    byte[] frame = source.frame(0);
    Deflater deflater = new Deflater();
    deflater.setInput(frame);
    deflater.finish();
    int compressed = deflater.deflate(new byte[2 * frame.length]);
    deflater.end();

    assertThat((double) frame.length / compressed).isBetween(1.2, 8.0);
  }

  @Test
  void layout_shouldNameTheFieldThatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageLayout.rgb(0, 480, 640))
        .withMessage("frames: 0 is out of range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageLayout.rgb(5000, 480, 640))
        .withMessageContaining("bytes of all frames: 4608000000");
  }
}
