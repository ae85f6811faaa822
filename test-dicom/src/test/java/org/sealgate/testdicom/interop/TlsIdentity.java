package org.sealgate.testdicom.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.testdicom.process.ManagedProcess;
import org.sealgate.testdicom.process.ProcessSpecification;

/**
 * A self-signed key pair, for Java as a key store and for others as PEM files.
 *
 * @param name common name of the certificate, and of the files
 * @param folder where {@code NAME.p12}, {@code NAME.key.pem} and {@code NAME.pem} lie
 */
record TlsIdentity(String name, Path folder) {
  private static final String PASSWORD = "changeit";

  /** Makes a key pair of RSA, which every peer can use. */
  static TlsIdentity create(String name, Path folder) throws Exception {
    TlsIdentity identity = new TlsIdentity(name, folder);
    identity.generate();
    KeyStore store = identity.store();
    Files.writeString(
        identity.keyFile(),
        pem("PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    Files.writeString(
        identity.certificateFile(), pem("CERTIFICATE", identity.certificate().getEncoded()));
    return identity;
  }

  /** The private key, PKCS #8 in PEM, not encrypted. */
  Path keyFile() {
    return folder.resolve(name + ".key.pem");
  }

  /** The certificate in PEM. */
  Path certificateFile() {
    return folder.resolve(name + ".pem");
  }

  /** A key store of type PKCS #12 with key and certificate; see {@link #password}. */
  Path storeFile() {
    return folder.resolve(name + ".p12");
  }

  /** Password of the key store. */
  String password() {
    return PASSWORD;
  }

  /** A context that shows this certificate and trusts others. */
  SSLContext trusting(TlsIdentity... others) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(), PASSWORD.toCharArray());
    return context(keys.getKeyManagers(), others);
  }

  /** A context that shows no certificate and trusts some. */
  static SSLContext nobodyTrusting(TlsIdentity... others)
      throws GeneralSecurityException, IOException {
    return context(new KeyManager[0], others);
  }

  private static SSLContext context(KeyManager[] keys, TlsIdentity... others)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (TlsIdentity other : others) {
      trusted.setCertificateEntry(other.name(), other.certificate());
    }
    TrustManagerFactory trusts =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusts.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trusts.getTrustManagers(), null);
    return context;
  }

  /** TLS settings that show this certificate, trust others, and want one from a client. */
  TlsSettings mutual(TlsIdentity... others) throws GeneralSecurityException, IOException {
    SSLContext context = trusting(others);
    return TlsSettings.mutual(() -> context);
  }

  private Certificate certificate() throws GeneralSecurityException, IOException {
    return store().getCertificate(name);
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(storeFile())) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private void generate() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=DNS:localhost,IP:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            storeFile().toString());
    try (ManagedProcess keytool =
        ManagedProcess.start(ProcessSpecification.of("keytool-" + name, folder, command))) {
      if (keytool.awaitExit(Duration.ofSeconds(60)) != 0) {
        throw new IllegalStateException("keytool failed\n" + keytool.log());
      }
    }
  }

  private static String pem(String type, byte[] encoded) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type);
  }
}
