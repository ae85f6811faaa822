package org.sealgate.scp.fingerprint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sealgate.chain.log.Digest;
import org.sealgate.chain.log.Leaf;

/**
 * The three digests of an instance.
 *
 * @param pixels of the Pixel Data, null if there are none
 * @param wire of the data set as received
 * @param canonical of its transfer-syntax-independent form; the same as {@code wire} for a data set
 *     that cannot be parsed
 */
public record Fingerprint(@Nullable Digest pixels, Digest wire, Digest canonical) {

  /** The fingerprint that was sealed in a leaf. */
  public static Fingerprint of(Leaf leaf) {
    return new Fingerprint(leaf.pixels(), leaf.wire(), leaf.canonical());
  }

  /** Whether this is of a data set that cannot be parsed. */
  public boolean isOpaque() {
    return wire.equals(canonical);
  }

  /** What this fingerprint, of what came back, says when it is compared with a sealed one. */
  public Verdict compareWith(Fingerprint sealed) {
    if (wire.equals(sealed.wire)) {
      return Verdict.EXACT;
    }
    if (canonical.equals(sealed.canonical)) {
      return Verdict.EQUIVALENT;
    }
    return pixels != null && Objects.equals(pixels, sealed.pixels)
        ? Verdict.PIXELS_ONLY
        : Verdict.MISMATCH;
  }
}
