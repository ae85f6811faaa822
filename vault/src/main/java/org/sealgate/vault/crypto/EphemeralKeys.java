package org.sealgate.vault.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key-encryption key that exists in this process only: what is encrypted under it is lost when
 * the process ends, and meant to be.
 */
public final class EphemeralKeys {
  private static final String KEY_ID = "ephemeral";

  private EphemeralKeys() {}

  /** A fresh random key. */
  public static KeyEncryptionKeys create() {
    byte[] secret = new byte[SymmetricKeyEncryptionKeys.KEY_LENGTH];
    new SecureRandom().nextBytes(secret);
    try {
      return new SymmetricKeyEncryptionKeys(
          Map.of(KEY_ID, new SecretKeySpec(secret, "AES")), KEY_ID);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
