package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the platform, which every Java has (FIPS 180-4). */
final class Sha256 {
  private static final int PIECE = 32 * 1024;

  private Sha256() {}

  /** A fresh digest. */
  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A digest in the same state, to be continued in another way. */
  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }

  /** Memory for {@link #update}, which calls of one thread may share. */
  static byte[] scratch() {
    return new byte[PIECE];
  }

  /**
   * Takes all bytes; the buffer's position does not change. The JDK takes direct buffers in pieces
   * of 4 KiB, each with a call of its own; larger pieces let the hardware run.
   */
  static void update(MessageDigest digest, ByteBuffer bytes, byte[] scratch) {
    if (bytes.hasArray()) {
      digest.update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      return;
    }
    for (int from = bytes.position(); from < bytes.limit(); from += scratch.length) {
      int count = Math.min(scratch.length, bytes.limit() - from);
      bytes.get(from, scratch, 0, count);
      digest.update(scratch, 0, count);
    }
  }
}
