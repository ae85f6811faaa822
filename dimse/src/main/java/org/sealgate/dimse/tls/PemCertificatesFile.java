package org.sealgate.dimse.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates to trust in a PEM file (RFC 7468), one after the other.
 *
 * @param file the file
 */
public record PemCertificatesFile(Path file) implements KeyMaterial {
  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (X509Certificate certificate : Pem.certificates(file)) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    return store;
  }

  @Override
  public char[] keyPassword() {
    return new char[0];
  }
}
