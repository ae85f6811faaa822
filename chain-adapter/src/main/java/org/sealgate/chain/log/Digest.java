package org.sealgate.chain.log;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A SHA-256 value: 32 bytes, immutable. Also used for other 32-byte values such as transaction
 * hashes.
 */
public final class Digest {
  /** Length of a digest in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies 32 bytes.
   *
   * @throws IllegalArgumentException if the array has another length
   */
  public static Digest of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    return new Digest(bytes.clone());
  }

  /** Copies 32 bytes that start at {@code offset}. */
  public static Digest copyOf(byte[] bytes, int offset) {
    return new Digest(Arrays.copyOfRange(bytes, offset, offset + LENGTH));
  }

  /**
   * Reads 64 hexadecimal digits, with or without a leading {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Digest fromHex(String text) {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.length() != 2 * LENGTH) {
      throw new IllegalArgumentException(
          "a digest has 64 hexadecimal digits, not " + digits.length());
    }
    return new Digest(HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT)));
  }

  /** SHA-256 of {@code message}. */
  public static Digest sha256(byte[] message) {
    return new Digest(MerkleHashing.sha256().digest(message));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Copies the 32 bytes to {@code target} from {@code offset} on. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, LENGTH);
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** {@code 0x} and 64 lower-case hexadecimal digits, as Ethereum writes it. */
  public String prefixedHex() {
    return "0x" + hex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
