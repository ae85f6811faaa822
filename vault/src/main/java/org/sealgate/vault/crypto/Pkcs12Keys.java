package org.sealgate.vault.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * Key-encryption keys from a PKCS#12 key store: every AES-256 secret-key entry is a key, its alias
 * the key id. {@code keytool -genseckey -keyalg AES -keysize 256 -storetype PKCS12} makes one.
 */
public final class Pkcs12Keys {

  private static final String TYPE = "PKCS12";

  private Pkcs12Keys() {}

  /**
   * Reads the keys.
   *
   * @param currentKeyId alias of the key under which new objects are wrapped
   * @throws IOException if the file cannot be read or the password is wrong
   * @throws IllegalArgumentException if there is no such alias, or an entry is no 256-bit key
   */
  public static KeyEncryptionKeys load(Path file, char[] password, String currentKeyId)
      throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "no such key store");
    }
    try {
      return new SymmetricKeyEncryptionKeys(
          secretKeys(read(file, password), password), currentKeyId);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read the keys of key store %s".formatted(file), e);
    }
  }

  /**
   * Adds a new random AES-256 key under {@code keyId} and replaces the file atomically; the file is
   * created if it is not there.
   *
   * @throws IllegalArgumentException if the alias is taken
   */
  public static void addKey(Path file, char[] password, String keyId) throws IOException {
    WrappedKey.checkKeyId(keyId);
    try {
      KeyStore store = read(file, password);
      if (store.containsAlias(keyId)) {
        throw new IllegalArgumentException(
            "key store %s already has a key '%s'".formatted(file, keyId));
      }
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(SymmetricKeyEncryptionKeys.KEY_LENGTH * Byte.SIZE);
      store.setKeyEntry(keyId, generator.generateKey(), password, null);
      replace(file, store, password);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot add key '%s' to key store %s".formatted(keyId, file), e);
    }
  }

  private static KeyStore read(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    if (!Files.exists(file)) {
      store.load(null, password);
      return store;
    }
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static Map<String, SecretKey> secretKeys(KeyStore store, char[] password)
      throws GeneralSecurityException {
    Map<String, SecretKey> keys = new LinkedHashMap<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
        keys.put(alias, (SecretKey) store.getKey(alias, password));
      }
    }
    return keys;
  }

  private static void replace(Path file, KeyStore store, char[] password)
      throws IOException, GeneralSecurityException {
    Path directory = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, "keys", ".tmp");
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      store.store(out, password);
      channel.force(true);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
