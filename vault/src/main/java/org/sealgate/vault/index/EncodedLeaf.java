package org.sealgate.vault.index;

import java.util.Arrays;

/** A log leaf as the index keeps it: opaque bytes and their leaf hash. Immutable. */
public final class EncodedLeaf {

  /** Longest leaf in bytes. */
  public static final int MAXIMUM_LENGTH = 64 * 1024;

  private final byte[] bytes;
  private final Digest hash;

  private EncodedLeaf(byte[] bytes, Digest hash) {
    this.bytes = bytes;
    this.hash = hash;
  }

  /**
   * Copies the bytes.
   *
   * @param bytes 1 to {@value #MAXIMUM_LENGTH} bytes
   * @param hash what enters the log's tree; not checked here
   */
  public static EncodedLeaf of(byte[] bytes, Digest hash) {
    if (bytes.length == 0 || bytes.length > MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "leaf has %d bytes, not 1 to %d".formatted(bytes.length, MAXIMUM_LENGTH));
    }
    return new EncodedLeaf(bytes.clone(), hash);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The leaf hash. */
  public Digest hash() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedLeaf leaf
        && hash.equals(leaf.hash)
        && Arrays.equals(bytes, leaf.bytes);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "EncodedLeaf[%d bytes, hash=%s]".formatted(bytes.length, hash);
  }
}
