package org.sealgate.chain.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;

/** Signs the checkpoints of one log with its Ed25519 key. Safe for use by several threads. */
public final class LogSigner {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final LogIdentity identity;
  private final PrivateKey privateKey;

  private LogSigner(LogIdentity identity, PrivateKey privateKey) {
    this.identity = identity;
    this.privateKey = privateKey;
  }

  /** A signer with a fresh key that is kept nowhere. */
  public static LogSigner generate(String origin) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new LogSigner(LogIdentity.of(origin, pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no Ed25519", missing);
    }
  }

  /**
   * Reads the key from a file, or makes one and writes it there, readable by its owner only. The
   * file holds the public key and the private one, as a verifier key line and PKCS#8 in PEM.
   *
   * @param file where the key is kept
   * @param origin the log's name; must be the one the file was made with
   * @throws IOException if the file cannot be read or written, or holds something else
   */
  public static LogSigner loadOrCreate(Path file, String origin) throws IOException {
    try {
      return load(file, origin);
    } catch (NoSuchFileException absent) {
      LogSigner signer = generate(origin);
      signer.write(file);
      return signer;
    }
  }

  /**
   * Reads the key from the file that {@link #loadOrCreate} made.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read, or holds something else
   */
  public static LogSigner load(Path file, String origin) throws IOException {
    return parse(file, origin, Files.readAllLines(file, StandardCharsets.US_ASCII));
  }

  private static LogSigner parse(Path file, String origin, List<String> lines) throws IOException {
    try {
      LogIdentity identity = LogIdentity.parse(lines.getFirst());
      if (!identity.origin().equals(origin)) {
        throw new IOException(
            file + ": the key is of log '" + identity.origin() + "', not '" + origin + "'");
      }
      int begin = lines.indexOf(BEGIN);
      int end = lines.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new IOException(file + ": no PEM private key in it");
      }
      byte[] encoded =
          Base64.getMimeDecoder().decode(String.join("", lines.subList(begin + 1, end)));
      LogSigner signer =
          new LogSigner(
              identity,
              KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      signer.requireMatchingKeys(file);
      return signer;
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw new IOException(file + ": not a log key: " + damaged.getMessage(), damaged);
    }
  }

  private void requireMatchingKeys(Path file) throws IOException {
    SignedCheckpoint probe = sign(0, MerkleHashing.emptyRoot());
    if (!probe.isSignedBy(identity)) {
      throw new IOException(file + ": private and public key do not belong together");
    }
  }

  private void write(Path file) throws IOException {
    String pem =
        identity.verifierKey()
            + "\n"
            + BEGIN
            + "\n"
            + Base64.getEncoder().encodeToString(privateKey.getEncoded())
            + "\n"
            + END
            + "\n";
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      restrict(temporary);
      channel.write(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.forceDirectory(DurableFiles.parentOf(file));
  }

  private static void restrict(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  /** The log's name and public key. */
  public LogIdentity identity() {
    return identity;
  }

  /** Signs the head of the log. */
  public SignedCheckpoint sign(long size, Digest root) {
    Checkpoint checkpoint = new Checkpoint(identity.origin(), size, root);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(checkpoint.body().getBytes(StandardCharsets.UTF_8));
      return SignedCheckpoint.of(checkpoint, identity, signature.sign());
    } catch (GeneralSecurityException refused) {
      throw new IllegalStateException("the log key cannot sign", refused);
    }
  }
}
