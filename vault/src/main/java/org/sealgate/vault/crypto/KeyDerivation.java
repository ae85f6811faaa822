package org.sealgate.vault.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-SHA256 (RFC 5869) with labelled contexts, and the AES-256-GCM parameters used with it. */
final class KeyDerivation {

  static final int KEY_LENGTH = 32;
  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;

  /** Looking one up costs as much as deriving with it; it is not promised to be thread-safe. */
  private static final ThreadLocal<KDF> HKDF = ThreadLocal.withInitial(KeyDerivation::hkdf);

  private KeyDerivation() {}

  /**
   * Derives {@code length} bytes.
   *
   * @param label what the bytes are for; unique to each use, ASCII without NUL
   * @param context what they are bound to; the info of HKDF is label, a zero byte, context
   */
  static byte[] derive(byte[] secret, byte[] salt, String label, byte[] context, int length)
      throws GeneralSecurityException {
    HKDFParameterSpec parameters =
        HKDFParameterSpec.ofExtract()
            .addSalt(salt)
            .addIKM(secret)
            .thenExpand(info(label, context), length);
    return HKDF.get().deriveData(parameters);
  }

  private static KDF hkdf() {
    try {
      return KDF.getInstance("HKDF-SHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot derive keys with HKDF-SHA256", e);
    }
  }

  /** An AES key from the first 32 bytes of {@code keyMaterial}. */
  static SecretKeySpec aesKey(byte[] keyMaterial) {
    return new SecretKeySpec(keyMaterial, 0, KEY_LENGTH, "AES");
  }

  /** AES-GCM parameters with the nonce at {@code offset}. */
  static GCMParameterSpec gcm(byte[] nonce, int offset) {
    return new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce, offset, NONCE_LENGTH);
  }

  static Cipher gcmCipher() throws GeneralSecurityException {
    return Cipher.getInstance("AES/GCM/NoPadding");
  }

  private static byte[] info(String label, byte[] context) {
    byte[] prefix = label.getBytes(StandardCharsets.US_ASCII);
    byte[] info = Arrays.copyOf(prefix, prefix.length + 1 + context.length);
    System.arraycopy(context, 0, info, prefix.length + 1, context.length);
    return info;
  }
}
