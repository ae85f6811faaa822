package org.sealgate.scp.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldBytesTest {
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.wrap(noise(length));
  }

  @Test
  void tryAppend_shouldKeepTheBytesInTheirOrder() {
    HeldBytes held = new HeldBytes(new BlockPool(10L * BlockPool.BLOCK), 1 << 21);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int length : new int[] {1, 100_000, BlockPool.BLOCK, 0, 2 * BlockPool.BLOCK + 3, 7}) {
      ByteBuffer piece = bytes(length);
      assertThat(held.tryAppend(piece)).isTrue();
      assertThat(piece.remaining()).isEqualTo(length);
      expected.writeBytes(noise(length));
    }
    ByteArrayOutputStream found = new ByteArrayOutputStream();
    for (ByteBuffer block : held.content()) {
      byte[] part = new byte[block.remaining()];
      block.get(part);
      found.writeBytes(part);
    }
    assertThat(found.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(held.size()).isEqualTo(expected.size());
  }

  @Test
  void tryAppend_shouldTakeNothingBeyondTheLimit() {
    HeldBytes held = new HeldBytes(new BlockPool(10L * BlockPool.BLOCK), 100);
    assertThat(held.tryAppend(bytes(60))).isTrue();
    assertThat(held.tryAppend(bytes(41))).isFalse();
    assertThat(held.tryAppend(bytes(40))).isTrue();
  }

  @Test
  void close_shouldGiveTheMemoryOfAllBack() {
    BlockPool pool = new BlockPool(2L * BlockPool.BLOCK);
    HeldBytes first = new HeldBytes(pool, 1 << 30);
    HeldBytes second = new HeldBytes(pool, 1 << 30);
    assertThat(first.tryAppend(bytes(BlockPool.BLOCK + 1))).isTrue();
    assertThat(second.tryAppend(bytes(1))).isFalse();
    first.close();
    assertThat(second.tryAppend(bytes(2 * BlockPool.BLOCK))).isTrue();
    assertThat(second.tryAppend(bytes(1))).isFalse();
  }
}
