package org.sealgate.dimse.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain and its private key in PEM files (RFC 7468), which may be one and the same.
 * The chain begins with the key's own certificate; the key is PKCS#8, enciphered or not.
 */
public final class PemKeyFiles implements KeyMaterial {
  private final Path chain;
  private final Path key;
  private final char[] password;

  /**
   * Takes the files.
   *
   * @param chain certificates, the key's own first
   * @param key private key
   * @param password of an enciphered key; empty otherwise
   */
  public PemKeyFiles(Path chain, Path key, char[] password) {
    this.chain = chain;
    this.key = key;
    this.password = password.clone();
  }

  @Override
  public List<Path> files() {
    return List.of(chain, key);
  }

  @Override
  public KeyStore load() throws IOException, GeneralSecurityException {
    List<X509Certificate> certificates = Pem.certificates(chain);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "key",
        Pem.privateKey(key, certificates.getFirst().getPublicKey().getAlgorithm(), password),
        keyPassword(),
        certificates.toArray(X509Certificate[]::new));
    return store;
  }

  /** The store exists in memory only, so that what protects its key there means nothing. */
  @Override
  public char[] keyPassword() {
    return "in memory".toCharArray();
  }

  /** Returns the files' names; the password is not shown. */
  @Override
  public String toString() {
    return chain + " and " + key;
  }
}
