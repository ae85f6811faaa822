package org.sealgate.dimse.pdu;

/**
 * A user information sub-item of a type that this library does not know; receivers ignore it (PS3.8
 * 9.3.1).
 *
 * @param type the first byte
 * @param content the bytes after the length
 */
public record UnknownUserInformation(int type, OctetString content) implements UserInformationItem {
  public UnknownUserInformation {
    if (type < 0 || type > 0xFF || (type >= 0x51 && type <= 0x59)) {
      throw new IllegalArgumentException("Item type 0x%02X is not an unknown one".formatted(type));
    }
  }
}
