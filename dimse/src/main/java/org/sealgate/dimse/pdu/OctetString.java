package org.sealgate.dimse.pdu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes with value equality, for fields whose content this layer does not
 * interpret.
 */
public final class OctetString {
  /** No bytes at all. */
  public static final OctetString EMPTY = new OctetString(new byte[0]);

  private final byte[] octets;

  private OctetString(byte[] octets) {
    this.octets = octets;
  }

  /** Returns a value with a copy of the given bytes. */
  public static OctetString of(byte... octets) {
    return octets.length == 0 ? EMPTY : new OctetString(octets.clone());
  }

  /** Returns the UTF-8 bytes of a text. */
  public static OctetString ofUtf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the number of bytes. */
  public int length() {
    return octets.length;
  }

  /** Returns a copy of the bytes. */
  public byte[] toByteArray() {
    return octets.clone();
  }

  /** Returns the bytes decoded as UTF-8. */
  public String toUtf8() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OctetString that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Returns the bytes in hexadecimal, cut after 32. */
  @Override
  public String toString() {
    int shown = Math.min(octets.length, 32);
    String hex = HexFormat.of().formatHex(octets, 0, shown);
    return shown == octets.length ? hex : hex + "… (" + octets.length + " bytes)";
  }
}
