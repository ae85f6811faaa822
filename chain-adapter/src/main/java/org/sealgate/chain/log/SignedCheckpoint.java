package org.sealgate.chain.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint with its signatures, as C2SP signed-note text:
 *
 * <pre>
 * origin
 * size
 * base64(root)
 * [extension lines]
 * (empty line)
 * — name base64(key id || signature)
 * </pre>
 *
 * @param checkpoint the head that the text states
 * @param text the whole note; extension lines and signatures by others are kept as they are
 */
public record SignedCheckpoint(Checkpoint checkpoint, String text) {
  private static final String SEPARATOR = "\n\n";
  private static final String SIGNATURE_START = "\u2014 ";
  private static final int KEY_ID_LENGTH = 4;
  private static final int SIGNATURE_LENGTH = 64;

  /** Refuses a text that states another head than {@code checkpoint}, or is no note. */
  public SignedCheckpoint {
    if (!parseBody(bodyOf(text)).equals(checkpoint)) {
      throw new IllegalArgumentException("the note states another checkpoint");
    }
    requireSignatureLines(signatureLines(text));
  }

  /** Puts an Ed25519 signature of {@code checkpoint.body()} under it. */
  public static SignedCheckpoint of(Checkpoint checkpoint, LogIdentity signer, byte[] signature) {
    byte[] value = Arrays.copyOf(signer.keyId(), KEY_ID_LENGTH + signature.length);
    System.arraycopy(signature, 0, value, KEY_ID_LENGTH, signature.length);
    String line =
        SIGNATURE_START + signer.origin() + " " + Base64.getEncoder().encodeToString(value) + "\n";
    return new SignedCheckpoint(checkpoint, checkpoint.body() + "\n" + line);
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException saying which line breaks the format
   */
  public static SignedCheckpoint parse(String text) {
    return new SignedCheckpoint(parseBody(bodyOf(text)), text);
  }

  /**
   * True if one of the signatures is a valid one by {@code identity}, and the origin is its name.
   */
  public boolean isSignedBy(LogIdentity identity) {
    return checkpoint.origin().equals(identity.origin()) && signatureBy(identity).isPresent();
  }

  /** The valid signature by {@code identity}, 64 bytes. */
  public Optional<byte[]> signatureBy(LogIdentity identity) {
    byte[] body = bodyOf(text).getBytes(StandardCharsets.UTF_8);
    for (String line : signatureLines(text)) {
      int space = line.lastIndexOf(' ');
      byte[] value = Base64.getDecoder().decode(line.substring(space + 1));
      boolean ours =
          line.substring(SIGNATURE_START.length(), space).equals(identity.origin())
              && value.length == KEY_ID_LENGTH + SIGNATURE_LENGTH
              && Arrays.equals(Arrays.copyOf(value, KEY_ID_LENGTH), identity.keyId());
      if (ours) {
        byte[] signature = Arrays.copyOfRange(value, KEY_ID_LENGTH, value.length);
        if (identity.hasSigned(body, signature)) {
          return Optional.of(signature);
        }
      }
    }
    return Optional.empty();
  }

  /** Everything up to the empty line, which is the last one: extension lines are never empty. */
  private static String bodyOf(String text) {
    int end = text.lastIndexOf(SEPARATOR);
    if (end < 0) {
      throw new IllegalArgumentException("a note has an empty line before its signatures");
    }
    return text.substring(0, end + 1);
  }

  private static Checkpoint parseBody(String body) {
    List<String> lines = List.of(body.substring(0, body.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw new IllegalArgumentException("a checkpoint has the lines origin, size and root");
    }
    if (lines.stream().skip(3).anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("an extension line of the checkpoint is empty");
    }
    return new Checkpoint(lines.get(0), parseSize(lines.get(1)), parseRoot(lines.get(2)));
  }

  private static long parseSize(String line) {
    if (!line.matches("0|[1-9][0-9]{0,18}")) {
      throw new IllegalArgumentException(
          "line 2, the size, is not a decimal number: '" + line + "'");
    }
    return Long.parseLong(line);
  }

  private static Digest parseRoot(String line) {
    byte[] root = Base64.getDecoder().decode(line);
    // Base64 has several spellings of the same bytes; a note has one.
    if (!Base64.getEncoder().encodeToString(root).equals(line) || root.length != Digest.LENGTH) {
      throw new IllegalArgumentException("line 3, the root, is not base64 of 32 bytes");
    }
    return Digest.of(root);
  }

  private static List<String> signatureLines(String text) {
    String lines = text.substring(text.lastIndexOf(SEPARATOR) + SEPARATOR.length());
    if (!lines.endsWith("\n")) {
      throw new IllegalArgumentException("a note ends with a signature line and LF");
    }
    return List.of(lines.substring(0, lines.length() - 1).split("\n", -1));
  }

  private static void requireSignatureLines(List<String> lines) {
    for (String line : lines) {
      if (!line.matches(SIGNATURE_START + "[^\\s+]+ [A-Za-z0-9+/]+=*")) {
        throw new IllegalArgumentException("not a signature line: '" + line + "'");
      }
      Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
    }
  }
}
