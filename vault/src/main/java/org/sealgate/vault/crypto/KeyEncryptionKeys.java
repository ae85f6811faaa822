package org.sealgate.vault.crypto;

import java.util.Set;

/**
 * The key-encryption keys: they wrap data keys and never leave their holder. A key management
 * service or hardware module is one more implementation. Implementations are safe for use by many
 * threads.
 */
public interface KeyEncryptionKeys {

  /** Id of the key under which new data keys are wrapped. */
  String currentKeyId();

  /** Ids of all keys that can unwrap. */
  Set<String> keyIds();

  /**
   * Wraps a data key under the current key.
   *
   * @param dataKey the key to wrap
   * @param context authenticated with it: {@link #unwrap} fails for any other context
   * @throws KeyWrapException if the key cannot be used
   */
  WrappedKey wrap(DataKey dataKey, byte[] context) throws KeyWrapException;

  /**
   * Unwraps a data key.
   *
   * @throws UnknownKeyException if no key of that id is held
   * @throws KeyWrapException if the wrapped key or the context is not what was wrapped
   */
  DataKey unwrap(WrappedKey wrappedKey, byte[] context) throws KeyWrapException;
}
