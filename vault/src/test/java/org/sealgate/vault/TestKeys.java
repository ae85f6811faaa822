package org.sealgate.vault;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.sealgate.vault.crypto.EnvironmentKeys;
import org.sealgate.vault.crypto.KeyEncryptionKeys;

/** Key-encryption keys for tests: the bytes of a key follow from its id. */
public final class TestKeys {

  private TestKeys() {}

  /** Keys of these ids, the last one current. */
  public static KeyEncryptionKeys of(String... keyIds) {
    String entries =
        String.join(",", Arrays.stream(keyIds).map(id -> id + ":" + base64(secret(id))).toList());
    return EnvironmentKeys.load(Map.of("KEYS", entries), "KEYS");
  }

  /** The 32 bytes of a key. */
  public static byte[] secret(String keyId) {
    byte[] secret = new byte[32];
    for (int index = 0; index < secret.length; index++) {
      secret[index] = (byte) ((keyId.hashCode() >>> (index % 4 * 8)) ^ index);
    }
    return secret;
  }

  /** Base64 of bytes. */
  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
