package org.sealgate.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One of the two places in a header that can hold the wrapped data key.
 *
 * <pre>
 *    0-   3 generation, 1 upwards; the slot with the higher one counts
 *    4-   5 length of the key id
 *    6-   7 length of the wrapped key
 *    8- 135 key id, ASCII, then zero
 *  136- 903 wrapped key, then zero
 *  904-1019 zero
 * 1020-1023 CRC-32C of bytes 0-1019: tells a slot that was torn by a crash from a whole one
 * </pre>
 *
 * All numbers are big endian. The check sum is no protection against malice; the wrap itself is.
 */
record KeySlot(int generation, WrappedKey wrappedKey) {

  static final int LENGTH = 1024;

  private static final int KEY_ID_OFFSET = 8;
  private static final int WRAPPED_OFFSET = KEY_ID_OFFSET + WrappedKey.MAXIMUM_KEY_ID_LENGTH;
  private static final int CHECK_SUM_OFFSET = LENGTH - Integer.BYTES;

  KeySlot {
    if (generation < 1) {
      throw new IllegalArgumentException("generation %d is below 1".formatted(generation));
    }
  }

  byte[] encode() {
    byte[] keyId = wrappedKey.keyId().getBytes(StandardCharsets.US_ASCII);
    byte[] wrapped = wrappedKey.bytes();
    ByteBuffer slot =
        ByteBuffer.allocate(LENGTH)
            .putInt(generation)
            .putShort((short) keyId.length)
            .putShort((short) wrapped.length)
            .put(KEY_ID_OFFSET, keyId)
            .put(WRAPPED_OFFSET, wrapped);
    return slot.putInt(CHECK_SUM_OFFSET, checkSum(slot.array())).array();
  }

  /** The slot in these 1024 bytes, or nothing if they are empty, torn or no slot. */
  static Optional<KeySlot> decode(byte[] bytes) {
    ByteBuffer slot = ByteBuffer.wrap(bytes);
    if (slot.getInt(CHECK_SUM_OFFSET) != checkSum(bytes)) {
      return Optional.empty();
    }
    int generation = slot.getInt();
    int keyIdLength = Short.toUnsignedInt(slot.getShort());
    int wrappedLength = Short.toUnsignedInt(slot.getShort());
    if (generation < 1
        || keyIdLength > WrappedKey.MAXIMUM_KEY_ID_LENGTH
        || wrappedLength > WrappedKey.MAXIMUM_LENGTH) {
      return Optional.empty();
    }
    return decode(bytes, generation, keyIdLength, wrappedLength);
  }

  private static Optional<KeySlot> decode(
      byte[] bytes, int generation, int keyIdLength, int wrappedLength) {
    try {
      String keyId = new String(bytes, KEY_ID_OFFSET, keyIdLength, StandardCharsets.US_ASCII);
      byte[] wrapped = Arrays.copyOfRange(bytes, WRAPPED_OFFSET, WRAPPED_OFFSET + wrappedLength);
      KeySlot slot = new KeySlot(generation, new WrappedKey(keyId, wrapped));
      return Arrays.equals(slot.encode(), bytes) ? Optional.of(slot) : Optional.empty();
    } catch (IllegalArgumentException e) {
      // Whole by its check sum, yet no slot that this program writes: as good as torn.
      return Optional.empty();
    }
  }

  private static int checkSum(byte[] slot) {
    CRC32C sum = new CRC32C();
    sum.update(slot, 0, CHECK_SUM_OFFSET);
    return (int) sum.getValue();
  }
}
