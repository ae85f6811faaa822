package org.sealgate.vault.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/**
 * The secret of one object, 32 bytes, from which its payload and manifest keys are derived. Closing
 * it overwrites the bytes.
 */
public final class DataKey implements AutoCloseable {

  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;
  private boolean closed;

  private DataKey(byte[] secret) {
    this.secret = secret;
  }

  /** A new random key. */
  public static DataKey generate() {
    byte[] secret = new byte[LENGTH];
    RANDOM.nextBytes(secret);
    return new DataKey(secret);
  }

  /** A key from its 32 bytes, which are copied. */
  public static DataKey of(byte[] secret, SecretKeyAccess access) {
    Objects.requireNonNull(access, "access");
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException(
          "data key has %d bytes, not %d".formatted(secret.length, LENGTH));
    }
    return new DataKey(secret.clone());
  }

  /** A copy of the 32 bytes; the caller overwrites it after use. */
  public byte[] bytes(SecretKeyAccess access) {
    Objects.requireNonNull(access, "access");
    if (closed) {
      throw new IllegalStateException("data key is closed");
    }
    return secret.clone();
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(secret, (byte) 0);
  }

  /** Says nothing about the secret. */
  @Override
  public String toString() {
    return "DataKey[secret]";
  }
}
