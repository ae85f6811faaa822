package org.sealgate.scp.fingerprint;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.sealgate.chain.log.Digest;

/**
 * A large text value without its trailing padding, which is only known to be trailing when the
 * value ends: the digest's state is copied at the last byte of each piece that is no padding. Keeps
 * the first {@link CanonicalTokens#LARGE} bytes, because a value that is large only by its padding
 * enters as it is.
 */
final class TrailingPadding {
  private final MessageDigest digest = Sha256.start();
  private final ByteBuffer head = ByteBuffer.allocate(CanonicalTokens.LARGE);
  private MessageDigest stripped = Sha256.start();
  private long length;
  private long strippedLength;

  void update(ByteBuffer chunk) {
    keepHead(chunk.duplicate());
    int end = chunk.limit();
    while (end > chunk.position() && CanonicalRules.isPadding(chunk.get(end - 1))) {
      end--;
    }
    if (end > chunk.position()) {
      strippedLength = length + end - chunk.position();
      digest.update(chunk.slice(chunk.position(), end - chunk.position()));
      stripped = copy(digest);
    }
    digest.update(chunk.slice(end, chunk.limit() - end));
    length += chunk.remaining();
  }

  private void keepHead(ByteBuffer chunk) {
    head.put(chunk.limit(chunk.position() + Math.min(chunk.remaining(), head.remaining())));
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }

  void writeTo(CanonicalTokens canonical, int tag) {
    if (strippedLength < CanonicalTokens.LARGE) {
      canonical.value(tag, head.flip().limit((int) strippedLength));
    } else {
      canonical.largeValue(tag, strippedLength, Digest.of(stripped.digest()));
    }
  }
}
