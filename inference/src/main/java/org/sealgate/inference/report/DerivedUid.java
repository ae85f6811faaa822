package org.sealgate.inference.report;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * UIDs below 2.25 (PS3.5 B.2) that follow from what the object is about, so that a result written
 * again after a crash is the same object and not a second one.
 */
public final class DerivedUid {
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private DerivedUid() {}

  /**
   * The UID of the given parts: an RFC 9562 UUID of version 8 from their SHA-256, as a decimal
   * number.
   */
  public static String of(String... parts) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(String.join("\n", parts)));
    long high = (digest.getLong() & ~0xF000L) | VERSION_8;
    long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
    ByteBuffer uuid = ByteBuffer.allocate(16).putLong(high).putLong(low);
    return "2.25." + new BigInteger(1, uuid.array());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java platform has SHA-256", exception);
    }
  }
}
