package org.sealgate.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sealgate.vault.ObjectId;

/**
 * The immutable part of an object's header. Its 64 bytes are authenticated by the key wrap, by
 * every chunk and by the manifest.
 *
 * <pre>
 *  0- 7 magic "SEALGATE"
 *  8- 9 format version, 1
 * 10-11 cipher suite, 1: AES-256-GCM, HKDF-SHA256
 * 12-15 chunk length on disk in bytes, tag included
 * 16-31 object id
 * 32-35 object version, 1 upwards
 * 36-63 zero
 * </pre>
 *
 * All numbers are big endian.
 *
 * @param objectId the object's identifier
 * @param objectVersion 1 for an object as first written; a re-sealed one counts up
 * @param chunkLength bytes of a full chunk on disk, tag included: a power of two from 64 KiB to 1
 *     MiB
 */
public record ObjectHeader(ObjectId objectId, int objectVersion, int chunkLength) {

  /** Length in bytes. */
  public static final int LENGTH = 64;

  /** Offset of the 16 bytes of the object id. */
  public static final int OBJECT_ID_OFFSET = 16;

  /** Smallest chunk on disk. */
  public static final int MINIMUM_CHUNK_LENGTH = 64 * 1024;

  /** Largest chunk on disk. */
  public static final int MAXIMUM_CHUNK_LENGTH = 1024 * 1024;

  private static final byte[] MAGIC = "SEALGATE".getBytes(StandardCharsets.US_ASCII);
  private static final short FORMAT_VERSION = 1;
  private static final short CIPHER_SUITE = 1;

  /** Checks the limits. */
  public ObjectHeader {
    if (objectVersion < 1) {
      throw new IllegalArgumentException("object version %d is below 1".formatted(objectVersion));
    }
    checkChunkLength(chunkLength);
  }

  /** Refuses a chunk length that is no power of two from 64 KiB to 1 MiB. */
  public static void checkChunkLength(int chunkLength) {
    if (chunkLength < MINIMUM_CHUNK_LENGTH
        || chunkLength > MAXIMUM_CHUNK_LENGTH
        || Integer.bitCount(chunkLength) != 1) {
      throw new IllegalArgumentException(
          "chunk length %d is not a power of two from %d to %d"
              .formatted(chunkLength, MINIMUM_CHUNK_LENGTH, MAXIMUM_CHUNK_LENGTH));
    }
  }

  /** Plaintext bytes of a full chunk. */
  public int chunkCapacity() {
    return chunkLength - KeyDerivation.TAG_LENGTH;
  }

  /** Number of chunks of a payload of {@code size} bytes; an empty payload has one empty chunk. */
  public long chunkCount(long size) {
    return Math.max(1, Math.ceilDiv(size, chunkCapacity()));
  }

  /** Bytes on disk of a payload of {@code size} bytes. */
  public long sealedLength(long size) {
    return size + chunkCount(size) * KeyDerivation.TAG_LENGTH;
  }

  /** The 64 bytes. */
  public byte[] encode() {
    return ByteBuffer.allocate(LENGTH)
        .put(MAGIC)
        .putShort(FORMAT_VERSION)
        .putShort(CIPHER_SUITE)
        .putInt(chunkLength)
        .put(objectId.toBytes())
        .putInt(objectVersion)
        .array();
  }

  /**
   * Reads the 64 bytes of the object that should be {@code expected}.
   *
   * @throws IntegrityException if it is another object, or not in this format
   */
  static ObjectHeader decode(byte[] bytes, ObjectId expected) throws IntegrityException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] magic = new byte[MAGIC.length];
    buffer.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw damaged(expected, "does not begin with SEALGATE", null);
    }
    int formatVersion = Short.toUnsignedInt(buffer.getShort());
    int cipherSuite = Short.toUnsignedInt(buffer.getShort());
    if (formatVersion != FORMAT_VERSION || cipherSuite != CIPHER_SUITE) {
      throw damaged(
          expected,
          "format version %d, cipher suite %d; this program knows version %d, suite %d"
              .formatted(formatVersion, cipherSuite, FORMAT_VERSION, CIPHER_SUITE),
          null);
    }
    return decodeFields(buffer, bytes, expected);
  }

  private static ObjectHeader decodeFields(ByteBuffer buffer, byte[] bytes, ObjectId expected)
      throws IntegrityException {
    int chunkLength = buffer.getInt();
    byte[] id = new byte[ObjectId.LENGTH];
    buffer.get(id);
    int objectVersion = buffer.getInt();
    if (!Arrays.equals(id, expected.toBytes())) {
      throw damaged(expected, "carries another object's id", null);
    }
    try {
      ObjectHeader header = new ObjectHeader(expected, objectVersion, chunkLength);
      if (!Arrays.equals(header.encode(), bytes)) {
        throw damaged(expected, "reserved bytes are not zero", null);
      }
      return header;
    } catch (IllegalArgumentException e) {
      throw damaged(expected, String.valueOf(e.getMessage()), e);
    }
  }

  private static IntegrityException damaged(
      ObjectId objectId, String reason, @Nullable Throwable cause) {
    return IntegrityException.inPart(objectId, "header", reason, cause);
  }
}
