package org.sealgate.dimse.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Self-signed key pairs of the tests, made by the JDK's keytool, and their files. */
public final class TestKeys {
  public static final String PASSWORD = "changeit";

  private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";

  private TestKeys() {}

  /** Makes a key store with one EC key pair; extensions are keytool's -ext values. */
  public static Path pkcs12(Path file, String name, String... extensions) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    for (String extension : extensions) {
      command.addAll(Arrays.asList("-ext", extension));
    }
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
    return file;
  }

  /** A context that shows the key of one store and trusts the certificates of another. */
  public static TlsFiles files(Path own, Path trusted) throws IOException {
    return TlsFiles.of(material(own), material(trusted));
  }

  public static Pkcs12File material(Path file) {
    return new Pkcs12File(file, PASSWORD.toCharArray());
  }

  public static X509Certificate certificate(Path pkcs12) throws Exception {
    return (X509Certificate) material(pkcs12).load().getCertificate("node");
  }

  /** Writes the certificate of a key store as PEM. */
  public static Path pemCertificate(Path pkcs12, Path file) throws Exception {
    return write(file, "CERTIFICATE", certificate(pkcs12).getEncoded());
  }

  /** Writes the private key of a key store as PEM. */
  public static Path pemKey(Path pkcs12, Path file) throws Exception {
    return write(file, "PRIVATE KEY", key(pkcs12).getEncoded());
  }

  /** Writes the private key of a key store as PEM, enciphered with PBES2. */
  public static Path encipheredPemKey(Path pkcs12, Path file) throws Exception {
    SecretKey secret =
        SecretKeyFactory.getInstance(CIPHER).generateSecret(new PBEKeySpec(PASSWORD.toCharArray()));
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(Cipher.ENCRYPT_MODE, secret);
    byte[] enciphered = cipher.doFinal(key(pkcs12).getEncoded());
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    return write(
        file,
        "ENCRYPTED PRIVATE KEY",
        new EncryptedPrivateKeyInfo(parameters, enciphered).getEncoded());
  }

  private static Key key(Path pkcs12) throws IOException, GeneralSecurityException {
    KeyStore store = material(pkcs12).load();
    return store.getKey("node", PASSWORD.toCharArray());
  }

  static Path write(Path file, String label, byte[] content) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(content), label));
  }
}
