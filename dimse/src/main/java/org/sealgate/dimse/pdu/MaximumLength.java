package org.sealgate.dimse.pdu;

/**
 * Maximum Length sub-item, 51H (PS3.8 D.1): bytes 5–8 the longest variable field of a P-DATA-TF PDU
 * that the sender of this item is ready to receive.
 *
 * @param bytes unsigned 32 bits; 0 means no limit
 */
public record MaximumLength(long bytes) implements UserInformationItem {
  public MaximumLength {
    if (bytes < 0 || bytes > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(
          "Maximum-length-received is " + bytes + "; it must fit 32 bits unsigned");
    }
  }
}
