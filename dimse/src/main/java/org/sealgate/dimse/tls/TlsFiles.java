package org.sealgate.dimse.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes TLS contexts from files and reads them again when they have changed: the next connection
 * after a certificate was renewed shows the new one, and connections that exist go on. Files that
 * cannot be read in between, half written ones for instance, leave the last good context in use and
 * one line in the log for each state of the files. Safe for many threads.
 */
public final class TlsFiles implements Supplier<SSLContext> {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

  private final Optional<KeyMaterial> own;
  private final KeyMaterial trusted;
  private List<FileState> states;
  private SSLContext context;

  private TlsFiles(Optional<KeyMaterial> own, KeyMaterial trusted)
      throws IOException, GeneralSecurityException {
    this.own = own;
    this.trusted = trusted;
    // Before the reading, so that a change during it is seen the next time.
    this.states = states();
    this.context = read();
  }

  /**
   * Reads key, chain and trusted certificates, for a server or a client that authenticates itself.
   *
   * @throws IOException if a file cannot be read or used; the message names it
   */
  public static TlsFiles of(KeyMaterial own, KeyMaterial trusted) throws IOException {
    return read(Optional.of(own), trusted);
  }

  /**
   * Reads trusted certificates only, for a client of servers that ask for no certificate.
   *
   * @throws IOException if the file cannot be read or used; the message names it
   */
  public static TlsFiles trusting(KeyMaterial trusted) throws IOException {
    return read(Optional.empty(), trusted);
  }

  private static TlsFiles read(Optional<KeyMaterial> own, KeyMaterial trusted) throws IOException {
    try {
      return new TlsFiles(own, trusted);
    } catch (GeneralSecurityException invalid) {
      String files = own.map(material -> material + ", ").orElse("") + trusted;
      throw new IOException(
          "TLS keys in %s cannot be used: %s".formatted(files, invalid.getMessage()), invalid);
    }
  }

  /** Returns the context for the files as they are now, or as they last could be read. */
  @Override
  public synchronized SSLContext get() {
    try {
      List<FileState> now = states();
      if (!now.equals(states)) {
        states = now;
        context = read();
        LOG.info("TLS keys and certificates were read again");
      }
    } catch (IOException | GeneralSecurityException failure) {
      LOG.warn("Changed TLS files cannot be used; the last ones stay: {}", failure.toString());
    }
    return context;
  }

  private SSLContext read() throws IOException, GeneralSecurityException {
    KeyManager[] keys = null;
    if (own.isPresent()) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(withKey(own.get()), own.get().keyPassword());
      keys = factory.getKeyManagers();
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(withCertificates(trusted));
    SSLContext fresh = SSLContext.getInstance("TLS");
    fresh.init(keys, trust.getTrustManagers(), null);
    return fresh;
  }

  private static KeyStore withKey(KeyMaterial material)
      throws IOException, GeneralSecurityException {
    KeyStore store = material.load();
    for (String alias : aliases(store)) {
      if (store.isKeyEntry(alias)) {
        return store;
      }
    }
    throw new IOException("%s has no private key".formatted(material));
  }

  /**
   * Certificates beside a key are trusted, too: a store with one key pair that trusts itself is the
   * usual way to begin.
   */
  private static KeyStore withCertificates(KeyMaterial material)
      throws IOException, GeneralSecurityException {
    KeyStore store = material.load();
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    for (String alias : aliases(store)) {
      certificates.setCertificateEntry(alias, store.getCertificate(alias));
    }
    return certificates;
  }

  private static List<String> aliases(KeyStore store) throws GeneralSecurityException {
    return Collections.list(store.aliases());
  }

  private List<FileState> states() throws IOException {
    List<FileState> found = new ArrayList<>();
    for (Path file :
        Stream.concat(own.stream(), Stream.of(trusted))
            .flatMap(material -> material.files().stream())
            .toList()) {
      found.add(FileState.of(file));
    }
    return found;
  }

  /** What tells a replaced file from the one before; the key is the inode where there is one. */
  private record FileState(Path file, FileTime modified, long size, String key) {
    static FileState of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(
          file,
          attributes.lastModifiedTime(),
          attributes.size(),
          String.valueOf(attributes.fileKey()));
    }
  }
}
