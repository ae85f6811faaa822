package org.sealgate.chain.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log: what is known of one instance when it was received. Only {@link
 * #leafHash()} enters the tree; the random nonce keeps anyone who sees that hash from guessing what
 * it stands for.
 *
 * <p>Encoding, {@value #ENCODED_LENGTH} bytes, integers big endian:
 *
 * <pre>
 *   0        version, 1
 *   1        flags: bit 0 set if there are pixels; the others zero
 *   2- 33    nonce
 *  34- 65    pixels, zeros if there are none
 *  66- 97    wire
 *  98-129    canonical
 * 130-161    SHA-256 of the SOP Instance UID (its characters in ASCII, without padding)
 * 162-169    receive time, milliseconds since 1970-01-01T00:00Z
 * </pre>
 *
 * @param nonce 32 random bytes
 * @param pixels SHA-256 of the Pixel Data, null if the instance has none
 * @param wire SHA-256 of the data set as received
 * @param canonical SHA-256 of the transfer-syntax-independent form
 * @param sopInstanceUidSha256 SHA-256 of the SOP Instance UID
 * @param receivedAt receive time, whole milliseconds, not before 1970
 */
public record Leaf(
    Digest nonce,
    @Nullable Digest pixels,
    Digest wire,
    Digest canonical,
    Digest sopInstanceUidSha256,
    Instant receivedAt) {
  /** The encoding's version. */
  public static final int VERSION = 1;

  /** Bytes of the encoding. */
  public static final int ENCODED_LENGTH = 170;

  private static final int PIXELS_PRESENT = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Refuses a receive time before 1970 and cuts it to milliseconds. */
  public Leaf {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    if (receivedAt.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("receivedAt is before 1970: " + receivedAt);
    }
  }

  /** A leaf with a fresh random nonce for the instance with this SOP Instance UID. */
  public static Leaf create(
      @Nullable Digest pixels,
      Digest wire,
      Digest canonical,
      String sopInstanceUid,
      Instant receivedAt) {
    byte[] nonce = new byte[Digest.LENGTH];
    RANDOM.nextBytes(nonce);
    return new Leaf(
        Digest.of(nonce), pixels, wire, canonical, hashOfUid(sopInstanceUid), receivedAt);
  }

  /** SHA-256 of a UID's characters; trailing NUL and space padding is not part of the UID. */
  public static Digest hashOfUid(String uid) {
    int end = uid.length();
    while (end > 0 && (uid.charAt(end - 1) == 0 || uid.charAt(end - 1) == ' ')) {
      end--;
    }
    return Digest.sha256(uid.substring(0, end).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads an encoding.
   *
   * @throws IllegalArgumentException naming the field that breaks the format
   */
  public static Leaf decode(byte[] encoded) {
    if (encoded.length != ENCODED_LENGTH) {
      throw new IllegalArgumentException(
          "a leaf has " + ENCODED_LENGTH + " bytes, not " + encoded.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(encoded);
    int version = buffer.get();
    int flags = buffer.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("version is " + version + ", only 1 is known");
    }
    if ((flags & ~PIXELS_PRESENT) != 0) {
      throw new IllegalArgumentException("flags has reserved bits set: " + flags);
    }
    Digest nonce = next(buffer);
    Digest pixels = pixels(flags, next(buffer));
    return new Leaf(
        nonce,
        pixels,
        next(buffer),
        next(buffer),
        next(buffer),
        Instant.ofEpochMilli(receiveTime(buffer.getLong())));
  }

  private static @Nullable Digest pixels(int flags, Digest value) {
    if ((flags & PIXELS_PRESENT) != 0) {
      return value;
    }
    if (!value.equals(Digest.of(new byte[Digest.LENGTH]))) {
      throw new IllegalArgumentException("pixels is not zero though the flag says there are none");
    }
    return null;
  }

  private static long receiveTime(long milliseconds) {
    if (milliseconds < 0) {
      throw new IllegalArgumentException("receivedAt exceeds 63 bits");
    }
    return milliseconds;
  }

  private static Digest next(ByteBuffer buffer) {
    byte[] bytes = new byte[Digest.LENGTH];
    buffer.get(bytes);
    return Digest.of(bytes);
  }

  /** The pixels digest, empty if the instance has no Pixel Data. */
  public Optional<Digest> pixelsDigest() {
    return Optional.ofNullable(pixels);
  }

  /** The {@value #ENCODED_LENGTH} bytes. */
  public byte[] encode() {
    ByteBuffer buffer = ByteBuffer.allocate(ENCODED_LENGTH);
    buffer.put((byte) VERSION).put((byte) (pixels == null ? 0 : PIXELS_PRESENT));
    buffer.put(nonce.bytes());
    buffer.put(pixels == null ? new byte[Digest.LENGTH] : pixels.bytes());
    buffer.put(wire.bytes()).put(canonical.bytes()).put(sopInstanceUidSha256.bytes());
    buffer.putLong(receivedAt.toEpochMilli());
    return buffer.array();
  }

  /** SHA-256(0x00 || encoding): what enters the tree. */
  public Digest leafHash() {
    return MerkleHashing.leafHash(encode());
  }
}
