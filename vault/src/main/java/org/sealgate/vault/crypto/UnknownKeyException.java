package org.sealgate.vault.crypto;

/** The key-encryption key that an object needs is not held. */
public final class UnknownKeyException extends KeyWrapException {

  private static final long serialVersionUID = 1L;

  private final String keyId;

  /** Names the missing key. */
  public UnknownKeyException(String keyId) {
    super("key-encryption key '%s' is not available".formatted(keyId), null);
    this.keyId = keyId;
  }

  /** Id of the missing key. */
  public String keyId() {
    return keyId;
  }
}
