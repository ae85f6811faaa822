package org.sealgate.chain.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes of RFC 6962 section 2.1: a leaf is hashed after a byte 0x00, a node after a byte 0x01,
 * so that neither can be taken for the other.
 */
public final class MerkleHashing {
  static final byte LEAF_PREFIX = 0;
  static final byte NODE_PREFIX = 1;

  private MerkleHashing() {}

  /** The root of the tree without leaves: SHA-256 of nothing. */
  public static Digest emptyRoot() {
    return Digest.sha256(new byte[0]);
  }

  /** SHA-256(0x00 || leaf). */
  public static Digest leafHash(byte[] leaf) {
    MessageDigest digest = sha256();
    digest.update(LEAF_PREFIX);
    return Digest.of(digest.digest(leaf));
  }

  /** SHA-256(0x01 || left || right). */
  public static Digest nodeHash(Digest left, Digest right) {
    byte[] input = new byte[1 + 2 * Digest.LENGTH];
    input[0] = NODE_PREFIX;
    left.copyTo(input, 1);
    right.copyTo(input, 1 + Digest.LENGTH);
    return Digest.of(sha256().digest(input));
  }

  /** A fresh SHA-256. Every Java platform has one. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no SHA-256", missing);
    }
  }
}
