package org.sealgate.dimse.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads big-endian fields of one structure and never past its end. */
final class FieldReader {
  private final ByteBuffer bytes;
  private final String structure;

  /** Takes the bytes between position and limit; the caller's position does not move. */
  FieldReader(ByteBuffer bytes, String structure) {
    this.bytes = bytes.slice();
    this.structure = structure;
  }

  String structure() {
    return structure;
  }

  boolean hasRemaining() {
    return bytes.hasRemaining();
  }

  int unsignedByte(String field) throws PduFormatException {
    need(field, 1);
    return bytes.get() & 0xFF;
  }

  int unsignedShort(String field) throws PduFormatException {
    need(field, 2);
    return bytes.getShort() & 0xFFFF;
  }

  long unsignedInt(String field) throws PduFormatException {
    need(field, 4);
    return bytes.getInt() & 0xFFFF_FFFFL;
  }

  void skip(String field, int count) throws PduFormatException {
    need(field, count);
    bytes.position(bytes.position() + count);
  }

  OctetString octets(String field, int length) throws PduFormatException {
    need(field, length);
    byte[] octets = new byte[length];
    bytes.get(octets);
    return OctetString.of(octets);
  }

  OctetString rest() throws PduFormatException {
    return octets("rest", bytes.remaining());
  }

  /** ISO 646 text without the NUL or space padding that some senders add at the end. */
  String text(String field, int length) throws PduFormatException {
    need(field, length);
    byte[] octets = new byte[length];
    bytes.get(octets);
    int end = length;
    while (end > 0 && (octets[end - 1] == 0 || octets[end - 1] == ' ')) {
      end--;
    }
    return new String(octets, 0, end, StandardCharsets.ISO_8859_1);
  }

  String restAsText(String field) throws PduFormatException {
    return text(field, bytes.remaining());
  }

  /** As {@link #restAsText(String)}, cut after so many characters. */
  String restAsText(String field, int maximum) throws PduFormatException {
    String text = text(field, Math.min(bytes.remaining(), maximum));
    bytes.position(bytes.limit());
    return text;
  }

  /** A reader confined to the next bytes, which this reader passes over. */
  FieldReader nested(String nestedStructure, int length) throws PduFormatException {
    need(nestedStructure, length);
    FieldReader nested = new FieldReader(bytes.slice(bytes.position(), length), nestedStructure);
    bytes.position(bytes.position() + length);
    return nested;
  }

  void expectEnd() throws PduFormatException {
    if (bytes.hasRemaining()) {
      throw new PduFormatException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE,
          "%s: %d bytes are left after its last field".formatted(structure, bytes.remaining()));
    }
  }

  private void need(String field, int count) throws PduFormatException {
    if (count > bytes.remaining()) {
      throw new PduFormatException(
          AbortReason.INVALID_PDU_PARAMETER_VALUE,
          "%s: %s needs %d bytes at offset %d, only %d are left"
              .formatted(structure, field, count, bytes.position(), bytes.remaining()));
    }
  }
}
