package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.sealgate.chain.log.Digest;

/**
 * A large value without its trailing padding, which is only known to be trailing when the value
 * ends: the digest's state is copied at the last byte of each piece that is no padding. Keeps the
 * first {@link CanonicalTokens#LARGE} bytes, because a value that is large only by its padding
 * enters as it is.
 */
final class TrailingPadding {
  private final boolean textual;
  private final MessageDigest digest = Sha256.start();
  private final ByteBuffer head = ByteBuffer.allocate(CanonicalTokens.LARGE);
  private MessageDigest stripped = Sha256.start();
  private boolean text = true;
  private long length;
  private long strippedLength;

  /**
   * @param textual whether the value is known to be text; else it is only if all its bytes are
   *     printable, and nulls at its end are no padding
   */
  TrailingPadding(boolean textual) {
    this.textual = textual;
  }

  /** Takes the next bytes; the buffer's position does not change. */
  void update(ByteBuffer chunk) {
    text = text && (textual || CanonicalRules.isPrintable(chunk));
    if (!text) {
      return; // so that binary data are not hashed twice
    }
    keepHead(chunk.duplicate());
    int end = CanonicalRules.textEnd(chunk, textual);
    if (end > chunk.position()) {
      strippedLength = length + end - chunk.position();
      digest.update(chunk.slice(chunk.position(), end - chunk.position()));
      stripped = Sha256.copy(digest);
    }
    digest.update(chunk.slice(end, chunk.limit() - end));
    length += chunk.remaining();
  }

  private void keepHead(ByteBuffer chunk) {
    head.put(chunk.limit(chunk.position() + Math.min(chunk.remaining(), head.remaining())));
  }

  /** Whether the value has turned out to be text, when all of it has passed. */
  boolean isText() {
    return text;
  }

  /** Writes the token of the value, which must be text. */
  void writeTo(CanonicalTokens canonical, int tag) {
    if (strippedLength < CanonicalTokens.LARGE) {
      canonical.value(tag, head.flip().limit((int) strippedLength));
    } else {
      canonical.largeValue(tag, strippedLength, Digest.of(stripped.digest()));
    }
  }
}
