package org.sealgate.vault.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Key-encryption keys from an environment variable: entries {@code key-id:base64-of-32-bytes},
 * separated by commas; the last one is the current key.
 */
public final class EnvironmentKeys {

  private EnvironmentKeys() {}

  /**
   * Reads {@code variable} from {@code environment}, usually {@link System#getenv()}.
   *
   * @throws IllegalArgumentException if it is not set, or holds something else than keys
   */
  public static KeyEncryptionKeys load(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable %s, which holds the vault's keys, is not set".formatted(variable));
    }
    List<String> entries = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    return TextKeys.parse(entries, "environment variable " + variable);
  }
}
