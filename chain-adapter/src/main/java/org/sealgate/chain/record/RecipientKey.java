package org.sealgate.chain.record;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.sealgate.chain.anchor.EthereumAddress;

/** A public key of secp256k1, the curve of Ethereum's accounts. Immutable, equal by its point. */
public final class RecipientKey {
  /** Length of the compressed form in bytes (SEC 1 2.3.3). */
  public static final int LENGTH = 33;

  static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  private final ECPoint point;

  private RecipientKey(ECPoint point) {
    if (point.isInfinity()) {
      throw new IllegalArgumentException("a public key is not the point at infinity");
    }
    this.point = point.normalize();
  }

  /**
   * Reads a point in compressed or uncompressed form.
   *
   * @throws IllegalArgumentException if it is none of the curve
   */
  public static RecipientKey of(byte[] encoded) {
    return new RecipientKey(CURVE.getCurve().decodePoint(encoded));
  }

  /**
   * Reads 66 or 130 hexadecimal digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if it is no point of the curve
   */
  public static RecipientKey fromHex(String hex) {
    String digits = hex.startsWith("0x") ? hex.substring(2) : hex;
    if (digits.length() != 2 * LENGTH && digits.length() != 4 * LENGTH - 2) {
      throw new IllegalArgumentException(
          "a public key has 66 or 130 hexadecimal digits, not " + digits.length());
    }
    return of(HexFormat.of().parseHex(digits));
  }

  /** The public key of a private one. */
  public static RecipientKey ofPrivateKey(BigInteger privateKey) {
    return new RecipientKey(CURVE.getG().multiply(privateKey));
  }

  /**
   * The x coordinate of this point times a private key (SEC 1 3.3.1), 32 bytes, big endian.
   *
   * @param privateKey from 1 to the curve's order less 1
   */
  public byte[] multiplyX(BigInteger privateKey) {
    ECPoint product = point.multiply(privateKey).normalize();
    if (product.isInfinity()) {
      throw new IllegalArgumentException("the private key is a multiple of the curve's order");
    }
    return product.getAffineXCoord().getEncoded();
  }

  /** The compressed form, 33 bytes. */
  public byte[] bytes() {
    return point.getEncoded(true);
  }

  /** The account of this key: the last 20 bytes of the Keccak-256 of its coordinates. */
  public EthereumAddress address() {
    byte[] uncompressed = point.getEncoded(false);
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(uncompressed, 1, uncompressed.length - 1);
    byte[] hash = new byte[keccak.getDigestSize()];
    keccak.doFinal(hash, 0);
    return new EthereumAddress("0x" + HexFormat.of().formatHex(hash, 12, hash.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecipientKey key && Arrays.equals(bytes(), key.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  /** The compressed form in hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
