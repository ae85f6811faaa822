package org.sealgate.vault.crypto;

/**
 * The capability to read secret key bytes. Whoever needs them has to name this type, so that every
 * place that touches a secret is found by searching for {@link #granted()}.
 */
public final class SecretKeyAccess {

  private static final SecretKeyAccess GRANTED = new SecretKeyAccess();

  private SecretKeyAccess() {}

  /** The capability. Call it only where key bytes must leave their holder, e.g. to be wrapped. */
  public static SecretKeyAccess granted() {
    return GRANTED;
  }
}
