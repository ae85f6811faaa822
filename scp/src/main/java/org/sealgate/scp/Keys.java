package org.sealgate.scp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sealgate.dimse.association.TlsSettings;
import org.sealgate.dimse.tls.PemCertificatesFile;
import org.sealgate.dimse.tls.Pkcs12File;
import org.sealgate.dimse.tls.TlsFiles;
import org.sealgate.scp.config.ConfigurationException;
import org.sealgate.scp.config.NodeConfiguration.VaultKeys;
import org.sealgate.scp.config.TlsConfiguration;
import org.sealgate.vault.crypto.KeyEncryptionKeys;
import org.sealgate.vault.crypto.KeyFile;
import org.sealgate.vault.crypto.Pkcs12Keys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the node's secrets from where the configuration says they are. */
final class Keys {
  private static final Logger log = LoggerFactory.getLogger(Keys.class);
  private static final String FIRST_KEY_ID = "k1";

  private Keys() {}

  /** The vault's key-encryption keys; a key file that is missing is made, a key store is not. */
  static KeyEncryptionKeys vaultKeys(VaultKeys configuration) throws IOException {
    if (configuration.keyStore().isPresent()) {
      Path keyStore = configuration.keyStore().get();
      return Pkcs12Keys.load(
          keyStore,
          password(configuration.keyStorePasswordFile().orElseThrow()).toCharArray(),
          FIRST_KEY_ID);
    }
    Path file =
        configuration
            .keyFile()
            .orElseThrow(
                () -> new ConfigurationException("vault has neither key file nor key store"));
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      KeyFile.addKey(file, FIRST_KEY_ID);
      log.warn(
          "made a new vault key in {}: keep a copy of it elsewhere, without it the vault cannot be read",
          file);
    }
    return KeyFile.load(file);
  }

  /** TLS for the DICOM port. */
  static TlsSettings tls(TlsConfiguration configuration) throws IOException {
    TlsFiles files =
        TlsFiles.of(
            new Pkcs12File(
                configuration.keyStore(),
                password(configuration.keyStorePasswordFile()).toCharArray()),
            new PemCertificatesFile(configuration.trustedCertificates()));
    return configuration.clientCertificateRequired()
        ? TlsSettings.mutual(files)
        : TlsSettings.serverOnly(files);
  }

  /** The first line of a password file. */
  static String password(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || lines.getFirst().isEmpty()) {
      throw new ConfigurationException("password file " + file + " is empty");
    }
    return lines.getFirst();
  }
}
