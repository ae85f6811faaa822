package org.sealgate.scp.authorization;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted, slow hash of a passcode: PBKDF2-HMAC-SHA256 (RFC 8018), written {@code
 * pbkdf2-sha256$ITERATIONS$SALT$HASH} with salt and hash in base64.
 */
public final class PasscodeHash {
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha256\\$(\\d{5,8})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");
  private static final int ITERATIONS = 600_000;
  private static final int FEWEST_ITERATIONS = 100_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasscodeHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a passcode under a new salt. */
  public static PasscodeHash of(char[] passcode) {
    byte[] salt = new byte[SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    return new PasscodeHash(ITERATIONS, salt, derive(passcode, salt, ITERATIONS));
  }

  /**
   * Reads the text of a hash.
   *
   * @throws IllegalArgumentException if it is none, or too quick to try out
   */
  public static PasscodeHash parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a passcode hash is pbkdf2-sha256$ITERATIONS$SALT$HASH; make one with"
              + " \"sealgate roles passcode\"");
    }
    int iterations = Integer.parseInt(matcher.group(1));
    if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "a passcode hash has %d iterations, not %d to %d"
              .formatted(iterations, FEWEST_ITERATIONS, MOST_ITERATIONS));
    }
    byte[] salt = Base64.getDecoder().decode(matcher.group(2));
    byte[] hash = Base64.getDecoder().decode(matcher.group(3));
    if (salt.length < SALT_LENGTH || hash.length != HASH_LENGTH) {
      throw new IllegalArgumentException(
          "a passcode hash has a salt of %d bytes and a hash of %d, not at least %d and %d"
              .formatted(salt.length, hash.length, SALT_LENGTH, HASH_LENGTH));
    }
    return new PasscodeHash(iterations, salt, hash);
  }

  /** Whether this is the hash of a passcode; takes as long whatever the answer. */
  public boolean matches(char[] passcode) {
    return MessageDigest.isEqual(hash, derive(passcode, salt, iterations));
  }

  private static byte[] derive(char[] passcode, byte[] salt, int iterations) {
    PBEKeySpec specification = new PBEKeySpec(passcode, salt, iterations, HASH_LENGTH * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(specification)
          .getEncoded();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("PBKDF2WithHmacSHA256 is always there", impossible);
    } finally {
      specification.clearPassword();
    }
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder();
    return "pbkdf2-sha256$"
        + iterations
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
