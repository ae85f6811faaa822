package org.sealgate.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sealgate.vault.ObjectId;

/**
 * The last 32 bytes of an object. The manifest's tag authenticates them.
 *
 * <pre>
 *  0- 7 magic "SEALDEND"
 *  8-15 payload size in bytes, plaintext
 * 16-19 manifest length in bytes, plaintext
 * 20-31 zero
 * </pre>
 *
 * All numbers are big endian.
 *
 * @param payloadSize bytes of plaintext
 * @param manifestLength bytes of plaintext, at most {@value #MAXIMUM_MANIFEST_LENGTH}
 */
public record ObjectFooter(long payloadSize, int manifestLength) {

  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** Longest manifest in bytes. */
  public static final int MAXIMUM_MANIFEST_LENGTH = 1024 * 1024;

  private static final byte[] MAGIC = "SEALDEND".getBytes(StandardCharsets.US_ASCII);
  private static final long MAXIMUM_PAYLOAD_SIZE = 1L << 46;

  /** Checks the limits. */
  public ObjectFooter {
    if (payloadSize < 0 || payloadSize > MAXIMUM_PAYLOAD_SIZE) {
      throw new IllegalArgumentException(
          "payload size %d is not from 0 to %d".formatted(payloadSize, MAXIMUM_PAYLOAD_SIZE));
    }
    if (manifestLength < 0 || manifestLength > MAXIMUM_MANIFEST_LENGTH) {
      throw new IllegalArgumentException(
          "manifest length %d is not from 0 to %d"
              .formatted(manifestLength, MAXIMUM_MANIFEST_LENGTH));
    }
  }

  /** The 32 bytes. */
  public byte[] encode() {
    return ByteBuffer.allocate(LENGTH)
        .put(MAGIC)
        .putLong(payloadSize)
        .putInt(manifestLength)
        .array();
  }

  /** Bytes of the sealed manifest on disk. */
  public int sealedManifestLength() {
    return manifestLength + KeyDerivation.TAG_LENGTH;
  }

  /** Offset of the sealed manifest from the beginning of the object. */
  public long manifestOffset(ObjectHeader header) {
    return HeaderPage.LENGTH + header.sealedLength(payloadSize);
  }

  /** Length of the whole object on disk. */
  public long objectLength(ObjectHeader header) {
    return manifestOffset(header) + sealedManifestLength() + LENGTH;
  }

  /** Whether {@code bytes} begin as a footer does; an object without its footer is unfinished. */
  public static boolean hasMagic(byte[] bytes) {
    return Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Reads the footer and checks that it fits an object of {@code objectLength} bytes.
   *
   * @throws IntegrityException if it does not
   */
  public static ObjectFooter decode(byte[] bytes, ObjectHeader header, long objectLength)
      throws IntegrityException {
    ObjectId objectId = header.objectId();
    ByteBuffer buffer = ByteBuffer.wrap(bytes, MAGIC.length, LENGTH - MAGIC.length);
    try {
      ObjectFooter footer = new ObjectFooter(buffer.getLong(), buffer.getInt());
      if (!Arrays.equals(footer.encode(), bytes)) {
        throw IntegrityException.inPart(objectId, "footer", "is not a footer", null);
      }
      if (footer.objectLength(header) != objectLength) {
        throw IntegrityException.inPart(
            objectId,
            "footer",
            "tells of %d bytes, the object has %d"
                .formatted(footer.objectLength(header), objectLength),
            null);
      }
      return footer;
    } catch (IllegalArgumentException e) {
      throw IntegrityException.inPart(objectId, "footer", String.valueOf(e.getMessage()), e);
    }
  }
}
