package org.sealgate.vault.crypto;

import java.util.regex.Pattern;

/**
 * A data key wrapped under a key-encryption key.
 *
 * <p>Not a record, because records with arrays compare by reference.
 */
public final class WrappedKey {

  /** Longest wrapped form in bytes; enough for an RSA-4096 or a key management service's blob. */
  public static final int MAXIMUM_LENGTH = 768;

  /** Longest key id in bytes (ASCII). */
  public static final int MAXIMUM_KEY_ID_LENGTH = 128;

  private static final Pattern KEY_ID = Pattern.compile("[a-z0-9][a-z0-9._/-]*");

  private final String keyId;
  private final byte[] bytes;

  /**
   * Copies its arguments.
   *
   * @param keyId the key-encryption key's id, see {@link #checkKeyId}
   * @param bytes 1 to {@value #MAXIMUM_LENGTH} bytes, opaque but to the wrapping implementation
   */
  public WrappedKey(String keyId, byte[] bytes) {
    this.keyId = checkKeyId(keyId);
    if (bytes.length == 0 || bytes.length > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "wrapped key has %d bytes, not 1 to %d".formatted(bytes.length, MAXIMUM_LENGTH));
    }
    this.bytes = bytes.clone();
  }

  /**
   * Returns {@code keyId} if it has 1 to {@value #MAXIMUM_KEY_ID_LENGTH} of the characters a-z,
   * 0-9, dot, underscore, slash and hyphen and starts with a letter or digit (lower case only,
   * because PKCS#12 aliases are), and refuses it otherwise.
   */
  public static String checkKeyId(String keyId) {
    if (keyId.length() > MAXIMUM_KEY_ID_LENGTH || !KEY_ID.matcher(keyId).matches()) {
      throw new IllegalArgumentException(
          "key id '%s' must be 1 to %d of the characters a-z 0-9 . _ / - and start with a-z or 0-9"
              .formatted(keyId, MAXIMUM_KEY_ID_LENGTH));
    }
    return keyId;
  }

  /** Id of the key-encryption key that unwraps this. */
  public String keyId() {
    return keyId;
  }

  /** A copy of the wrapped form. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "WrappedKey[keyId=%s, %d bytes]".formatted(keyId, bytes.length);
  }
}
