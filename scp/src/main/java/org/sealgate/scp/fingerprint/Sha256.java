package org.sealgate.scp.fingerprint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the platform, which every Java has (FIPS 180-4). */
final class Sha256 {
  private Sha256() {}

  /** A fresh digest. */
  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
