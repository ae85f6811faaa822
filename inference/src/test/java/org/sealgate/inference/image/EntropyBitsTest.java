package org.sealgate.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntropyBitsTest {
  @Test
  void take_shouldDropTheZeroByteAfterFf_inJpeg() throws Exception {
    EntropyBits bits = EntropyBits.ofJpeg(bytes(0x12, 0xFF, 0x00, 0x34));
    bits.prepare(24);
    assertThat(bits.take(24)).isEqualTo(0x12FF34);
  }

  @Test
  void take_shouldDropTheZeroBitAfterFf_inJpegLs() throws Exception {
    // 11111111 (0)1010101 1100 0011: the bit in brackets is stuffing.
    EntropyBits bits = EntropyBits.ofJpegLs(bytes(0xFF, 0x55, 0xC3));
    bits.prepare(23);
    assertThat(bits.take(8)).isEqualTo(0xFF);
    assertThat(bits.take(7)).isEqualTo(0x55);
    assertThat(bits.take(8)).isEqualTo(0xC3);
  }

  @Test
  void requireNoOverrun_shouldFail_whenBitsAreReadBeyondTheEnd() throws Exception {
    EntropyBits bits = EntropyBits.ofJpeg(bytes(0xAB));
    bits.prepare(9);
    assertThat(bits.take(8)).isEqualTo(0xAB);
    bits.requireNoOverrun();
    assertThat(bits.take(1)).isZero();
    assertThatThrownBy(bits::requireNoOverrun)
        .isInstanceOf(BrokenImageException.class)
        .hasMessage("the entropy-coded data end early");
    assertThatThrownBy(() -> bits.prepare(1)).isInstanceOf(BrokenImageException.class);
  }

  @Test
  void requireNoOverrun_shouldNameTheMarker_whenBitsAreReadBeyondIt() throws Exception {
    EntropyBits bits = EntropyBits.ofJpegLs(bytes(0xAB, 0xFF, 0xD9, 0x01));
    bits.prepare(16);
    bits.skip(9);
    assertThatThrownBy(bits::requireNoOverrun)
        .hasMessage("the entropy-coded data end early, at a marker");
  }

  @Test
  void restart_shouldGoToAfterTheNextRestartMarker() throws Exception {
    EntropyBits bits = EntropyBits.ofJpeg(bytes(0xAB, 0xFF, 0x00, 0xFF, 0xD3, 0xCD));
    bits.prepare(4);
    bits.take(4);
    bits.restart();
    bits.prepare(8);
    assertThat(bits.take(8)).isEqualTo(0xCD);
    assertThatThrownBy(bits::restart).hasMessage("a restart marker is missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void take_shouldReadWhatWasWritten_overManyWindows(int stuffedBits) throws Exception {
    boolean[] written = randomBits(new Random(stuffedBits), 1_000_003);
    ByteBuffer data = stuffed(written, stuffedBits);
    EntropyBits bits = stuffedBits == 8 ? EntropyBits.ofJpeg(data) : EntropyBits.ofJpegLs(data);
    Random random = new Random(77);
    int position = 0;
    while (position < written.length) {
      int count = Math.min(random.nextInt(33), written.length - position);
      bits.prepare(count);
      assertThat(bits.take(count)).isEqualTo(number(written, position, count));
      position += count;
    }
    bits.requireNoOverrun();
  }

  /** One bit in eight is 0, so that many bytes are FF. */
  private static boolean[] randomBits(Random random, int count) {
    boolean[] bits = new boolean[count];
    for (int index = 0; index < count; index++) {
      bits[index] = random.nextInt(8) != 0;
    }
    return bits;
  }

  private static int number(boolean[] bits, int from, int count) {
    int number = 0;
    for (int index = from; index < from + count; index++) {
      number = (number << 1) | (bits[index] ? 1 : 0);
    }
    return number;
  }

  private static ByteBuffer stuffed(boolean[] bits, int stuffedBits) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int position = 0;
    int used = 0;
    while (position < bits.length) {
      int value = 0;
      for (int bit = used; bit < 8; bit++) {
        value = (value << 1) | (position < bits.length && bits[position] ? 1 : 0);
        position++;
      }
      bytes.write(value);
      used = value == 0xFF ? stuffedBits : 0;
      if (used == 8) {
        bytes.write(0);
        used = 0;
      }
    }
    bytes.write(0xFF);
    bytes.write(0xD9);
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
