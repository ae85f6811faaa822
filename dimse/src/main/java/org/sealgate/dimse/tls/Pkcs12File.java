package org.sealgate.dimse.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** A PKCS#12 key store (RFC 7292): keys with their chains, or certificates to trust. */
public final class Pkcs12File implements KeyMaterial {
  private final Path file;
  private final char[] password;

  /** Takes a file and the password of the store and of the keys in it. */
  public Pkcs12File(Path file, char[] password) {
    this.file = file;
    this.password = password.clone();
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    } catch (IOException failure) {
      // Not its message: of a file that ends too early there is none.
      throw new IOException("Key store %s cannot be read: %s".formatted(file, failure), failure);
    }
    if (store.size() == 0) {
      throw new IOException("Key store %s is empty".formatted(file));
    }
    return store;
  }

  @Override
  public char[] keyPassword() {
    return password.clone();
  }

  /** Returns the file's name; the password is not shown. */
  @Override
  public String toString() {
    return file.toString();
  }
}
