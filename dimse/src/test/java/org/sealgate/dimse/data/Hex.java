package org.sealgate.dimse.data;

import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Test vectors in hexadecimal, one decoded line at a time: everything after {@code //} is comment.
 */
final class Hex {
  private Hex() {}

  static byte[] bytes(String annotated) {
    String digits =
        annotated
            .lines()
            .map(line -> line.replaceFirst("//.*", "").replaceAll("\\s", ""))
            .collect(Collectors.joining());
    return HexFormat.of().parseHex(digits);
  }
}
