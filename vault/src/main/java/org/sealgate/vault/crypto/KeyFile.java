package org.sealgate.vault.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key-encryption keys from a text file: one {@code key-id:base64-of-32-bytes} a line, empty lines
 * and lines that start with {@code #} ignored; the last key is the current one.
 */
public final class KeyFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

  private KeyFile() {}

  /**
   * Reads the keys. A file that others may write is refused; one that others may read is warned of.
   *
   * @throws IOException if the file cannot be read or others may write it
   * @throws IllegalArgumentException if it holds something else than keys
   */
  public static KeyEncryptionKeys load(Path file) throws IOException {
    checkPermissions(file);
    List<String> entries =
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    return TextKeys.parse(entries, "key file " + file);
  }

  /**
   * Appends a new random key, which thereby becomes the current one, and forces it to the disk; the
   * file is created, readable by its owner only, if it is not there.
   *
   * @throws IllegalArgumentException if the file already has a key of that id
   */
  public static void addKey(Path file, String keyId) throws IOException {
    if (Files.exists(file) && load(file).keyIds().contains(WrappedKey.checkKeyId(keyId))) {
      throw new IllegalArgumentException(
          "key file %s already has a key '%s'".formatted(file, keyId));
    }
    byte[] secret = new byte[SymmetricKeyEncryptionKeys.KEY_LENGTH];
    new SecureRandom().nextBytes(secret);
    append(file, TextKeys.format(keyId, secret));
    Arrays.fill(secret, (byte) 0);
  }

  private static void append(Path file, String line) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    try (FileChannel channel = FileChannel.open(file, options, ownerOnly())) {
      // A leading line end keeps a last line without one apart from the new key.
      String separator = channel.size() == 0 ? "" : "\n";
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(separator + line + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void checkPermissions(Path file) throws IOException {
    if (!posix()) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("key file %s can be written by anyone".formatted(file));
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      LOG.warn("key file {} can be read by anyone; chmod 600 protects it", file);
    }
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
