package org.sealgate.dimse.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes big-endian fields into a growing array, with lengths filled in when an item is closed. */
final class FieldWriter {
  private byte[] bytes = new byte[512];
  private int size;

  FieldWriter unsignedByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  FieldWriter unsignedShort(int value) {
    return unsignedByte(value >>> 8).unsignedByte(value);
  }

  FieldWriter unsignedInt(long value) {
    return unsignedShort((int) (value >>> 16)).unsignedShort((int) value);
  }

  FieldWriter zeros(int count) {
    reserve(count);
    Arrays.fill(bytes, size, size + count, (byte) 0);
    size += count;
    return this;
  }

  FieldWriter octets(byte[] octets) {
    reserve(octets.length);
    System.arraycopy(octets, 0, bytes, size, octets.length);
    size += octets.length;
    return this;
  }

  FieldWriter text(String text) {
    return octets(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A text with its 16-bit length before it. */
  FieldWriter counted(String text) {
    return counted(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Bytes with their 16-bit length before them. */
  FieldWriter counted(byte[] octets) {
    return unsignedShort(octets.length).octets(octets);
  }

  /**
   * An item: type, second byte (reserved unless the item says otherwise), 16-bit length, content.
   */
  FieldWriter item(int type, int secondByte, Runnable content) {
    unsignedByte(type).unsignedByte(secondByte).unsignedShort(0);
    int start = size;
    content.run();
    int length = size - start;
    if (length > 0xFFFF) {
      throw new IllegalArgumentException(
          "Item 0x%02X has %d bytes; its length field ends at 65535".formatted(type, length));
    }
    bytes[start - 2] = (byte) (length >>> 8);
    bytes[start - 1] = (byte) length;
    return this;
  }

  FieldWriter item(int type, Runnable content) {
    return item(type, 0, content);
  }

  /** Closes the PDU: fills the 32-bit length at bytes 3–6 and hands the bytes over. */
  ByteBuffer finishPdu() {
    ByteBuffer pdu = ByteBuffer.wrap(bytes, 0, size);
    pdu.putInt(2, size - Pdu.HEADER_LENGTH);
    return pdu;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
    }
  }
}
