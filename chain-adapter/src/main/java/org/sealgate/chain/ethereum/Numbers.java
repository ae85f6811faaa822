package org.sealgate.chain.ethereum;

import java.math.BigInteger;

/** Numbers as Ethereum writes them. */
final class Numbers {
  private Numbers() {}

  /** An unsigned number from hexadecimal digits without prefix. */
  static BigInteger parseHex(String digits) {
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 16);
  }

  /** The number, or the largest long where it is larger: for fees and sizes of absurd chains. */
  static long saturated(BigInteger number) {
    return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
  }
}
