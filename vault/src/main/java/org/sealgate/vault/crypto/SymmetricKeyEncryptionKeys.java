package org.sealgate.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Key-encryption keys held in memory, 256 bits each. A data key is wrapped with AES-256-GCM under a
 * key and nonce that HKDF derives afresh from a random salt, so no nonce can repeat; the wrapped
 * form is salt (32 bytes), encrypted key (32), tag (16).
 */
final class SymmetricKeyEncryptionKeys implements KeyEncryptionKeys {

  static final int KEY_LENGTH = 32;

  private static final String LABEL = "sealgate vault 1 key wrap";
  private static final int SALT_LENGTH = 32;
  private static final int WRAPPED_LENGTH = SALT_LENGTH + DataKey.LENGTH + KeyDerivation.TAG_LENGTH;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, SecretKey> keys;
  private final String currentKeyId;

  SymmetricKeyEncryptionKeys(Map<String, SecretKey> keys, String currentKeyId) {
    keys.forEach(SymmetricKeyEncryptionKeys::check);
    if (!keys.containsKey(currentKeyId)) {
      throw new IllegalArgumentException(
          "current key '%s' is not among the keys %s".formatted(currentKeyId, keys.keySet()));
    }
    this.keys = new LinkedHashMap<>(keys);
    this.currentKeyId = currentKeyId;
  }

  @Override
  public String currentKeyId() {
    return currentKeyId;
  }

  @Override
  public Set<String> keyIds() {
    return Set.copyOf(keys.keySet());
  }

  @Override
  public WrappedKey wrap(DataKey dataKey, byte[] context) throws KeyWrapException {
    byte[] salt = new byte[SALT_LENGTH];
    RANDOM.nextBytes(salt);
    byte[] secret = dataKey.bytes(SecretKeyAccess.granted());
    try {
      byte[] wrapped = Arrays.copyOf(salt, WRAPPED_LENGTH);
      cipher(Cipher.ENCRYPT_MODE, currentKeyId, salt, context)
          .doFinal(secret, 0, secret.length, wrapped, SALT_LENGTH);
      return new WrappedKey(currentKeyId, wrapped);
    } catch (GeneralSecurityException e) {
      throw new KeyWrapException("cannot wrap under key '%s'".formatted(currentKeyId), e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrappedKey, byte[] context) throws KeyWrapException {
    String keyId = wrappedKey.keyId();
    if (!keys.containsKey(keyId)) {
      throw new UnknownKeyException(keyId);
    }
    byte[] wrapped = wrappedKey.bytes();
    if (wrapped.length != WRAPPED_LENGTH) {
      throw new KeyWrapException(
          "wrapped key has %d bytes, not %d".formatted(wrapped.length, WRAPPED_LENGTH), null);
    }
    return unwrap(keyId, wrapped, context);
  }

  private DataKey unwrap(String keyId, byte[] wrapped, byte[] context) throws KeyWrapException {
    byte[] salt = Arrays.copyOf(wrapped, SALT_LENGTH);
    byte @Nullable [] secret = null;
    try {
      secret =
          cipher(Cipher.DECRYPT_MODE, keyId, salt, context)
              .doFinal(wrapped, SALT_LENGTH, WRAPPED_LENGTH - SALT_LENGTH);
      return DataKey.of(secret, SecretKeyAccess.granted());
    } catch (GeneralSecurityException e) {
      throw new KeyWrapException("data key does not unwrap under key '%s'".formatted(keyId), e);
    } finally {
      if (secret != null) {
        Arrays.fill(secret, (byte) 0);
      }
    }
  }

  private Cipher cipher(int mode, String keyId, byte[] salt, byte[] context)
      throws GeneralSecurityException {
    SecretKey key = keys.get(keyId);
    if (key == null) {
      throw new UnknownKeyException(keyId);
    }
    byte[] bound = bound(keyId, context);
    byte[] material =
        KeyDerivation.derive(
            key.getEncoded(), salt, LABEL, bound, KEY_LENGTH + KeyDerivation.NONCE_LENGTH);
    Cipher cipher = KeyDerivation.gcmCipher();
    cipher.init(mode, KeyDerivation.aesKey(material), KeyDerivation.gcm(material, KEY_LENGTH));
    cipher.updateAAD(bound);
    Arrays.fill(material, (byte) 0);
    return cipher;
  }

  /** Key id length (2 bytes, big endian), key id, context: the id itself is authenticated too. */
  private static byte[] bound(String keyId, byte[] context) {
    byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Short.BYTES + id.length + context.length)
        .putShort((short) id.length)
        .put(id)
        .put(context)
        .array();
  }

  private static void check(String keyId, SecretKey key) {
    WrappedKey.checkKeyId(keyId);
    byte[] encoded = key.getEncoded();
    if (encoded == null || encoded.length != KEY_LENGTH) {
      throw new IllegalArgumentException(
          "key '%s' must be an exportable AES key of %d bits".formatted(keyId, KEY_LENGTH * 8));
    }
  }
}
