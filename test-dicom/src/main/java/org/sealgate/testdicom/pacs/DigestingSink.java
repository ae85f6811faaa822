package org.sealgate.testdicom.pacs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes a received data set to a file, behind what is there already, or nowhere, and computes its
 * SHA-256.
 */
final class DigestingSink implements AutoCloseable {
  private final FileChannel channel;
  private final MessageDigest digest;
  private final boolean discard;
  private long length;

  DigestingSink(Path file, boolean discard) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.digest = sha256();
    this.discard = discard;
  }

  /** Consumes the buffer. */
  void write(ByteBuffer bytes) throws IOException {
    length += bytes.remaining();
    digest.update(bytes.duplicate());
    while (!discard && bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Bytes written so far. */
  long length() {
    return length;
  }

  /** SHA-256 of all bytes in lower case hexadecimal; no more may be written afterwards. */
  String sha256Text() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
