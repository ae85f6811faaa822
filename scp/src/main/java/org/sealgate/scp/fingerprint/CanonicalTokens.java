package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.sealgate.chain.log.Digest;

/**
 * The digest over the tokens of the canonical form; {@code docs/fingerprint.md} has their table.
 */
final class CanonicalTokens {
  /** Values of at least this many bytes enter by their digest. */
  static final int LARGE = 64 * 1024;

  private static final byte VALUE = 1;
  private static final byte SEQUENCE = 2;
  private static final byte[] ITEM_TOKEN = {3};
  private static final byte[] ITEM_END_TOKEN = {4};
  private static final byte[] SEQUENCE_END_TOKEN = {5};
  private static final byte PIXEL_DATA = 6;

  private final MessageDigest digest;
  private final ByteBuffer token = ByteBuffer.allocate(13);

  CanonicalTokens() {
    this(Sha256.start());
    digest.update("sealgate canonical 1\0".getBytes(StandardCharsets.US_ASCII));
  }

  private CanonicalTokens(MessageDigest digest) {
    this.digest = digest;
  }

  /** The tokens so far, to be continued in another way than these. */
  CanonicalTokens copy() {
    return new CanonicalTokens(Sha256.copy(digest));
  }

  /** A value shorter than {@link #LARGE}. */
  void value(int tag, ByteBuffer value) {
    begin(VALUE, tag);
    token.putLong(value.remaining());
    end();
    digest.update(value.duplicate());
  }

  /** A value of at least {@link #LARGE} bytes. */
  void largeValue(int tag, long length, Digest value) {
    begin(VALUE, tag);
    token.putLong(length);
    end();
    digest.update(value.bytes());
  }

  void sequenceStart(int tag) {
    begin(SEQUENCE, tag);
    end();
  }

  void itemStart() {
    digest.update(ITEM_TOKEN);
  }

  void itemEnd() {
    digest.update(ITEM_END_TOKEN);
  }

  void sequenceEnd() {
    digest.update(SEQUENCE_END_TOKEN);
  }

  void pixelData(int tag, Digest pixels) {
    begin(PIXEL_DATA, tag);
    end();
    digest.update(pixels.bytes());
  }

  Digest digest() {
    return Digest.of(digest.digest());
  }

  private void begin(byte kind, int tag) {
    token.clear().put(kind).putInt(tag);
  }

  private void end() {
    digest.update(token.flip());
  }
}
