package org.sealgate.dimse.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** Files that hold a private key with its certificate chain, or certificates to trust. */
public sealed interface KeyMaterial permits Pkcs12File, PemKeyFiles, PemCertificatesFile {

  /** Returns the files, which are watched for changes. */
  List<Path> files();

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read or has the wrong format; the message names it
   * @throws GeneralSecurityException if a key or certificate in it is not valid
   */
  KeyStore load() throws IOException, GeneralSecurityException;

  /** Returns the password of the keys in what {@link #load()} returns, as a copy. */
  char[] keyPassword();
}
