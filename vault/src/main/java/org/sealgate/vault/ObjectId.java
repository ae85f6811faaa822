package org.sealgate.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Identifier of one vault object: 128 bits, a version 7 UUID (RFC 9562 5.7), so that identifiers
 * sort by the millisecond in which they were made.
 *
 * @param mostSignificantBits 48 bits Unix time in milliseconds, version 7, 12 random bits
 * @param leastSignificantBits variant 0b10, 62 random bits
 */
public record ObjectId(long mostSignificantBits, long leastSignificantBits)
    implements Comparable<ObjectId> {

  /** Length of the binary form in bytes. */
  public static final int LENGTH = 16;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long MAXIMUM_MILLISECONDS = 0xFFFF_FFFF_FFFFL;

  /** Refuses bits that are no version 7 UUID. */
  public ObjectId {
    if ((mostSignificantBits >>> 12 & 0xF) != 7 || leastSignificantBits >>> 62 != 0b10) {
      throw new IllegalArgumentException(
          "object id %s is not a version 7 UUID (RFC 9562 5.7)"
              .formatted(new UUID(mostSignificantBits, leastSignificantBits)));
    }
  }

  /** A new identifier that carries the present time. */
  public static ObjectId next() {
    return at(Instant.now());
  }

  /** A new identifier that carries {@code time}, which must lie between 1970 and 10889. */
  public static ObjectId at(Instant time) {
    long milliseconds = time.toEpochMilli();
    if (milliseconds < 0 || milliseconds > MAXIMUM_MILLISECONDS) {
      throw new IllegalArgumentException(
          "time %s of an object id is outside 48 bits of milliseconds since 1970".formatted(time));
    }
    return new ObjectId(
        milliseconds << 16 | 0x7000 | RANDOM.nextInt(1 << 12),
        RANDOM.nextLong() >>> 2 | 0b10L << 62);
  }

  /** Reads the 36-character hexadecimal form that {@link #toString()} writes. */
  public static ObjectId parse(String text) {
    UUID uuid = UUID.fromString(text);
    ObjectId id = new ObjectId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException("object id '%s' is not in canonical form".formatted(text));
    }
    return id;
  }

  /** Reads 16 bytes, big endian. */
  public static ObjectId fromBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "object id has %d bytes, not %d".formatted(bytes.length, LENGTH));
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ObjectId(buffer.getLong(), buffer.getLong());
  }

  /** The 16 bytes, big endian. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(mostSignificantBits)
        .putLong(leastSignificantBits)
        .array();
  }

  /** The millisecond in which the identifier was made. */
  public Instant time() {
    return Instant.ofEpochMilli(mostSignificantBits >>> 16);
  }

  @Override
  public int compareTo(ObjectId other) {
    int first = Long.compareUnsigned(mostSignificantBits, other.mostSignificantBits);
    return first != 0
        ? first
        : Long.compareUnsigned(leastSignificantBits, other.leastSignificantBits);
  }

  /** The usual 36-character lower-case form with hyphens. */
  @Override
  public String toString() {
    return new UUID(mostSignificantBits, leastSignificantBits).toString();
  }
}
