package org.sealgate.vault.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The textual form of keys: entries {@code key-id:base64-of-32-bytes}; the last one is the current
 * key, so rotating is appending.
 */
final class TextKeys {

  private TextKeys() {}

  /**
   * Parses entries.
   *
   * @param place where they come from, for messages; the messages never quote an entry
   */
  static KeyEncryptionKeys parse(List<String> entries, String place) {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    String current = "";
    for (int number = 1; number <= entries.size(); number++) {
      String entry = entries.get(number - 1);
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "%s, key %d: expected key-id:base64 of %d bytes"
                .formatted(place, number, SymmetricKeyEncryptionKeys.KEY_LENGTH));
      }
      current = WrappedKey.checkKeyId(entry.substring(0, colon));
      if (keys.put(current, key(entry.substring(colon + 1), place, current)) != null) {
        throw new IllegalArgumentException("%s: key '%s' is there twice".formatted(place, current));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("%s holds no key".formatted(place));
    }
    return new SymmetricKeyEncryptionKeys(keys, current);
  }

  static String format(String keyId, byte[] secret) {
    return WrappedKey.checkKeyId(keyId) + ":" + Base64.getEncoder().encodeToString(secret);
  }

  private static SecretKey key(String base64, String place, String keyId) {
    byte[] secret = decode(base64, place, keyId);
    try {
      if (secret.length != SymmetricKeyEncryptionKeys.KEY_LENGTH) {
        throw new IllegalArgumentException(
            "%s: key '%s' has %d bytes, not %d"
                .formatted(place, keyId, secret.length, SymmetricKeyEncryptionKeys.KEY_LENGTH));
      }
      return new SecretKeySpec(secret, "AES");
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static byte[] decode(String base64, String place, String keyId) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: key '%s' is not base64".formatted(place, keyId), e);
    }
  }
}
