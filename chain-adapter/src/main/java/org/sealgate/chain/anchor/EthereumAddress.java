package org.sealgate.chain.anchor;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of an account or a contract.
 *
 * @param hex {@code 0x} and 40 hexadecimal digits; kept in lower case
 */
public record EthereumAddress(String hex) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{40}");

  /** Refuses anything but 20 bytes in hexadecimal. */
  public EthereumAddress {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "an address is 0x and 40 hexadecimal digits, not '" + hex + "'");
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
