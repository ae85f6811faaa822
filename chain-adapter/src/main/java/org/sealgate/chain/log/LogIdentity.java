package org.sealgate.chain.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Who a log is: its origin (a C2SP signed-note key name, such as {@code log.hospital.example/ct1})
 * and its Ed25519 public key.
 *
 * @param origin not empty, no white space, no plus sign, at most 255 characters
 * @param publicKey the 32 bytes of RFC 8032
 */
public record LogIdentity(String origin, Digest publicKey) {
  /** Signature type of Ed25519 in C2SP signed-note. */
  static final byte ED25519 = 1;

  private static final int MAX_ORIGIN_LENGTH = 255;
  private static final Pattern ORIGIN = Pattern.compile("[^\\s+\\p{Cntrl}]+");

  /** SubjectPublicKeyInfo of RFC 8410 up to the key itself. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Refuses an origin that could not stand in a note. */
  public LogIdentity {
    requireOrigin(origin);
  }

  static void requireOrigin(String origin) {
    if (origin.length() > MAX_ORIGIN_LENGTH || !ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "origin must have 1 to 255 characters without white space and plus signs: '"
              + origin
              + "'");
    }
  }

  /**
   * Reads a C2SP verifier key: {@code origin+keyid+base64(0x01 || key)}, key id as 8 hexadecimal
   * digits.
   *
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public static LogIdentity parse(String verifierKey) {
    String[] parts = verifierKey.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key has the form origin+keyid+key");
    }
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    if (typed.length != 1 + Digest.LENGTH || typed[0] != ED25519) {
      throw new IllegalArgumentException(
          "the verifier key is not a byte 0x01 and 32 bytes of Ed25519");
    }
    LogIdentity identity = new LogIdentity(parts[0], Digest.copyOf(typed, 1));
    if (!identity.keyIdHex().equals(parts[1])) {
      throw new IllegalArgumentException(
          "key id " + parts[1] + " does not belong to the key, whose id is " + identity.keyIdHex());
    }
    return identity;
  }

  /** The C2SP verifier key. */
  public String verifierKey() {
    return origin + "+" + keyIdHex() + "+" + Base64.getEncoder().encodeToString(typedKey());
  }

  /**
   * The log's name on chain: SHA-256(origin || 0x0A || 0x01 || key). Its first four bytes are the
   * C2SP key id.
   */
  public Digest logId() {
    byte[] name = origin.getBytes(StandardCharsets.UTF_8);
    byte[] key = typedKey();
    byte[] input = Arrays.copyOf(name, name.length + 1 + key.length);
    input[name.length] = '\n';
    System.arraycopy(key, 0, input, name.length + 1, key.length);
    return Digest.sha256(input);
  }

  /** The C2SP key id, 4 bytes. */
  byte[] keyId() {
    return Arrays.copyOf(logId().bytes(), 4);
  }

  private String keyIdHex() {
    return HexFormat.of().formatHex(keyId());
  }

  private byte[] typedKey() {
    byte[] typed = new byte[1 + Digest.LENGTH];
    typed[0] = ED25519;
    publicKey.copyTo(typed, 1);
    return typed;
  }

  /** True if {@code signature} (64 bytes) is this key's for {@code message}. */
  boolean hasSigned(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(javaKey());
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      // A key that is no point of the curve or a signature of the wrong form verifies nothing.
      return false;
    }
  }

  private PublicKey javaKey() throws GeneralSecurityException {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + Digest.LENGTH);
    publicKey.copyTo(encoded, X509_PREFIX.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** The identity of a log with this Java public key. */
  static LogIdentity of(String origin, PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded.length != X509_PREFIX.length + Digest.LENGTH) {
      throw new IllegalArgumentException("the key is not an Ed25519 public key");
    }
    return new LogIdentity(origin, Digest.copyOf(encoded, X509_PREFIX.length));
  }
}
