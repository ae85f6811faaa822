package org.sealgate.scp.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sealgate.vault.index.Digest;
import org.sealgate.vault.index.PatientKeys;

/**
 * Under what the index files a patient's instances: HMAC-SHA256 of the identifiers under a secret
 * of this node, so that the index tells nobody who has been here. With another secret the hashes
 * have to be made anew, from the manifests in the vault. Safe for use by many threads.
 */
public final class PatientHashing {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_LENGTH = 32;
  private static final String ID = "sealgate index 1 patient id";
  private static final String ID_AND_ISSUER = "sealgate index 1 patient id and issuer";

  private final SecretKeySpec secret;

  private PatientHashing(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** Hashing under a secret of its own, which is kept nowhere. */
  public static PatientHashing ephemeral() {
    return new PatientHashing(randomSecret());
  }

  /**
   * Reads the secret from a file of 64 hexadecimal digits, which is made if it is not there.
   *
   * @throws IOException if the file cannot be used or has another content
   */
  public static PatientHashing loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(randomSecret()) + "\n");
    }
    String text = Files.readString(file).strip();
    if (!text.matches("[0-9a-fA-F]{64}")) {
      throw new IOException(file + " does not have 64 hexadecimal digits");
    }
    return new PatientHashing(HexFormat.of().parseHex(text));
  }

  private static byte[] randomSecret() {
    byte[] bytes = new byte[SECRET_LENGTH];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  /** What an instance of a patient is filed under. */
  public PatientKeys keysOf(PatientIdentity patient) {
    return new PatientKeys(
        hash(ID, patient.id()), hash(ID_AND_ISSUER, patient.id(), patient.issuer()));
  }

  /**
   * Whether an instance filed under these keys is of a patient. One without issuer is of the
   * hospital's own numbers, which every issuer's are compared with.
   *
   * @param patient has an id
   */
  public boolean isOf(PatientIdentity patient, PatientKeys filed) {
    if (patient.id().isEmpty() || !filed.id().equals(hash(ID, patient.id()))) {
      return false;
    }
    return patient.issuer().isEmpty()
        || filed.idAndIssuer().equals(hash(ID_AND_ISSUER, patient.id(), patient.issuer()))
        || filed.idAndIssuer().equals(hash(ID_AND_ISSUER, patient.id(), ""));
  }

  /** HMAC of the label and each text with its length in bytes (4, big endian) before it. */
  private Digest hash(String label, String... texts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        mac.update(bytes);
      }
      return Digest.of(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("HMAC-SHA256 is always there", impossible);
    }
  }
}
